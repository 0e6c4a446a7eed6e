-- Numbers figures, tables, literature matrices and appendices in reading order, writes the number
-- into the caption or heading, and turns @fig:x, @tbl:x and @app:x into links («tabell 1»).
-- It works on the document itself, so that every format says the same; it runs before citeproc,
-- which would take a cross-reference for a citation it does not know.

local sentence = dofile(pandoc.path.join { pandoc.path.directory(PANDOC_SCRIPT_FILE), 'sentence.lua' })

-- The words come from the metadata (label-figure, ...); these stand in where it has none.
local words = {
  figure = 'figur', table = 'tabell', matrix = 'litteraturmatrise', appendix = 'vedlegg', ['and'] = 'og',
}
local counts = { figure = 0, table = 0, matrix = 0, appendix = 0 }
-- What a reference to an identifier is called: id -> { kind, number }
local targets = {}
-- The appendix that the walk is in: a table without a number of its own is found under it
local current_appendix = nil

local HARD_SPACE = '\u{a0}'

local function read_words(meta)
  for kind in pairs(words) do
    local given = meta['label-' .. kind]
    if given then words[kind] = pandoc.utils.stringify(given) end
  end
end

local function capitalised(text)
  return pandoc.text.upper(pandoc.text.sub(text, 1, 1)) .. pandoc.text.sub(text, 2)
end

-- «tabell 1»: with a hard space, so that a line never ends between word and number
local function name_of(target)
  return words[target.kind] .. HARD_SPACE .. target.number
end

local function next_of(kind, identifier)
  counts[kind] = counts[kind] + 1
  local target = { kind = kind, number = counts[kind] }
  if identifier ~= '' then targets[identifier] = target end
  return target
end

-- ---- first walk: numbers ----------------------------------------------------------------------

-- The number of a figure, table or appendix is marked: it is no number that the text counts with.
local function labelled(text)
  return pandoc.Span({ pandoc.Str(text) }, pandoc.Attr('', { 'label' }))
end

-- Put «Tabell 1: » before a caption; a caption that is empty becomes «Tabell 1».
local function label_caption(element, target)
  local label = capitalised(name_of(target))
  local blocks = element.caption.long
  if #blocks == 0 then
    blocks = pandoc.Blocks { pandoc.Plain { labelled(label) } }
  else
    blocks[1].content = pandoc.Inlines { labelled(label .. ':'), pandoc.Space() } .. blocks[1].content
  end
  element.caption.long = blocks
  return element
end

local function number_figure(figure)
  return label_caption(figure, next_of('figure', figure.identifier))
end

local function number_table_as(kind)
  return function(tbl)
    -- A table with neither caption nor identifier is nothing one can refer to.
    if #tbl.caption.long == 0 and tbl.identifier == '' then return nil end
    return label_caption(tbl, next_of(kind, tbl.identifier))
  end
end

-- A long table in an appendix carries its caption alone; a reference to it names the appendix.
local function remember_appendix_table(tbl)
  if tbl.identifier ~= '' and current_appendix then targets[tbl.identifier] = current_appendix end
end

local function number_appendix(header)
  if header.level == 1 then current_appendix = nil end
  if not header.classes:includes 'appendix' then return nil end
  current_appendix = next_of('appendix', header.identifier)
  local label = capitalised(name_of(current_appendix)) .. ':'
  header.content = pandoc.Inlines { labelled(label), pandoc.Space() } .. header.content
  if not header.classes:includes 'unnumbered' then header.classes:insert 'unnumbered' end
  return header
end

-- Topdown is reading order; `false` says that the walk of the Div's inside is done.
local function number_div(div)
  local number_table
  if div.classes:includes 'matrix' then
    number_table = number_table_as 'matrix'
  elseif div.classes:includes 'appendix-table' then
    number_table = current_appendix and remember_appendix_table or number_table_as 'table'
  else
    return nil
  end
  return div:walk { traverse = 'topdown', Table = number_table, Figure = number_figure }, false
end

local numbering = {
  traverse = 'topdown',
  Header = number_appendix,
  Div = number_div,
  Table = number_table_as 'table',
  Figure = number_figure,
}

-- ---- second walk: references --------------------------------------------------------------------

local function is_reference(citation)
  return citation.id:match '^fig:' or citation.id:match '^tbl:' or citation.id:match '^app:'
end

local function link_to(citation, capital)
  local target = targets[citation.id]
  if not target then
    -- Never a crash: the reference stays visible, and the check finds it by its class.
    local attributes = pandoc.Attr('', { 'unresolved' }, { ref = citation.id })
    return pandoc.Span({ pandoc.Str('?' .. citation.id) }, attributes)
  end
  local name = name_of(target)
  local text = pandoc.Str(capital and capitalised(name) or name)
  return pandoc.Link({ text }, '#' .. citation.id, '', pandoc.Attr('', { 'crossref' }))
end

-- «tabell 1», «tabell 1 og figur 2», «tabell 1, tabell 2 og figur 2»; with what the author wrote around
local function reference_list(citations, capital)
  local out = pandoc.Inlines {}
  for i, citation in ipairs(citations) do
    if i > 1 and i == #citations then
      out:extend { pandoc.Space(), pandoc.Str(words['and']), pandoc.Space() }
    elseif i > 1 then
      out:extend { pandoc.Str ',', pandoc.Space() }
    end
    local has_prefix = #citation.prefix > 0
    if has_prefix then
      out:extend(citation.prefix)
      out:insert(pandoc.Space())
    end
    out:insert(link_to(citation, capital and i == 1 and not has_prefix))
    out:extend(citation.suffix)
  end
  return out
end

local function has_reference(cite) return cite.citations:find_if(is_reference) ~= nil end

-- The inlines that a Cite becomes, or nil where it has no cross-reference in it
local function resolved(cite, capital)
  local references, literature = pandoc.List {}, pandoc.List {}
  for _, citation in ipairs(cite.citations) do
    (is_reference(citation) and references or literature):insert(citation)
  end
  if #references == 0 then return nil end
  if #literature == 0 then return reference_list(references, capital) end
  -- «[@tbl:x; @wang2017]» has both: the references go in front, inside citeproc's parenthesis.
  local prefix = reference_list(references, false)
  prefix:insert(pandoc.Str ';')
  if #literature[1].prefix > 0 then prefix:insert(pandoc.Space()) end
  literature[1].prefix = prefix .. literature[1].prefix
  return pandoc.Inlines { pandoc.Cite(cite.content, literature) }
end


-- Replace the references in a run of inlines. `state.start`: the next word begins a sentence;
-- `state.ended`: the last word closed one. Emphasis and spans pass the state through.
local function resolve_run(inlines, state)
  local out = pandoc.Inlines {}
  for _, inline in ipairs(inlines) do
    local replaced = inline.t == 'Cite' and resolved(inline, state.start)
    if replaced then
      out:extend(replaced)
      state.start, state.ended = false, false
    else
      if sentence.SPACES:includes(inline.t) then
        state.start, state.ended = state.start or state.ended, false
      elseif inline.t == 'Str' then
        local word = sentence.unmarked(inline.text)
        if word ~= '' and not sentence.OPENING:includes(word) then
          state.start, state.ended = false, sentence.ends(word)
        end
      elseif inline.t == 'Cite' or inline.t == 'Note' or inline.t == 'Image' then
        -- a note's paragraphs and a picture's alt text are no part of this sentence
        if inline.t == 'Cite' then state.start, state.ended = false, false end
      elseif inline.content then
        inline.content = resolve_run(inline.content, state)
      else
        state.start, state.ended = false, false
      end
      out:insert(inline)
    end
  end
  return out
end

local function resolve_block(block)
  block.content = resolve_run(block.content, { start = true, ended = false })
  return block
end

local function resolve_lines(block)
  block.content = block.content:map(function(line)
    return resolve_run(line, { start = true, ended = false })
  end)
  return block
end

function Pandoc(doc)
  read_words(doc.meta)
  doc.blocks = doc.blocks:walk(numbering)
  doc.blocks = sentence.in_cited(doc.blocks, has_reference, resolve_block, resolve_lines)
  return doc
end
