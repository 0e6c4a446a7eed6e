-- What a citation style cannot do to a citation that is part of the sentence; it runs after citeproc.
-- «Snoek & Engedal (2005)» becomes «Snoek og Engedal (2005)»: & belongs in parentheses and in the list.
-- «[3] viser» becomes «Snoek og Engedal [3] viser», in a style of numbers or labels.
-- «da Costa et al. (2017)» becomes «Da Costa et al. (2017)» where it begins a sentence.

local sentence = dofile(pandoc.path.join { pandoc.path.directory(PANDOC_SCRIPT_FILE), 'sentence.lua' })

local word = 'og' -- or what the metadata has as label-and


-- Whether the style cites by numbers or labels, which no sentence can begin with.
local by_number = false

-- What stands in a sentence for the authors of a work: «Snoek», «Snoek og Engedal», «Snoek et al.».
local named = {}

-- Works whose only author is an institution: an & in its name stays («Ernst & Young (2019)»).
local one_author = {}

local function family(person)
  local text = person.literal or person.family
  for _, particle in ipairs { person['non-dropping-particle'], person['dropping-particle'] } do
    text = particle .. ' ' .. text
  end
  return pandoc.utils.stringify(text)
end

local function authors(work) return work.author or work.editor or {} end

local function remember(work)
  local people = authors(work)
  one_author[work.id] = #people == 1
  if people[1] then
    local names = {}
    for i = 1, 2 do names[i] = people[i] and family(people[i]) end
    if #people > 2 then names[2] = 'et al.' end
    named[work.id] = table.concat(names, #people == 2 and ' ' .. word .. ' ' or ' ')
  end
end

local function is_narrative(cite)
  return #cite.citations > 0 and cite.citations[1].mode == 'AuthorInText'
end

-- Replace the last & of the names; they end where the parenthesis with the year begins.
local function with_og(inlines)
  local last
  for i, inline in ipairs(inlines) do
    if inline.t == 'Link' and i == 1 then -- the whole citation is a link
      inline.content = with_og(inline.content)
      return inlines
    end
    if inline.t ~= 'Space' and (inline.t ~= 'Str' or inline.text:sub(1, 1) == '(') then break end
    if inline.t == 'Str' and inline.text == '&' then last = i end
  end
  if last then inlines[last] = pandoc.Str(word) end
  return inlines
end

-- Put the authors in front of a number. Where it is raised, citeproc has drawn it to the word before.
local function with_authors(names, inlines, before)
  local raised
  pandoc.Span(inlines):walk { Superscript = function() raised = true end }
  local whole = pandoc.Inlines {}
  if raised and before and not pandoc.utils.stringify(before):match('%s$') then
    whole:insert(pandoc.Space())
  end
  whole:extend(pandoc.Inlines(names))
  if not raised then whole:insert(pandoc.Space()) end
  return whole .. inlines
end

-- Give the first letter of the first word a capital.
local function capitalised(inlines)
  local first = inlines[1]
  if first and first.t == 'Str' then
    first.text = pandoc.text.upper(pandoc.text.sub(first.text, 1, 1)) .. pandoc.text.sub(first.text, 2)
  elseif first and first.content then
    first.content = capitalised(first.content)
  end
  return inlines
end

-- Walk the inlines of a block in order. `state.start`: the next word begins a sentence;
-- `state.ended`: the last word closed one. Emphasis, links and spans pass the state on.
local function walk(inlines, state)
  for i, inline in ipairs(inlines) do
    if sentence.SPACES:includes(inline.t) then
      state.start, state.ended = state.start or state.ended, false
    elseif inline.t == 'Str' then
      local word = sentence.unmarked(inline.text)
      if word ~= '' and not sentence.OPENING:includes(word) then
        state.start, state.ended = false, sentence.ends(word)
      end
    elseif inline.t == 'Cite' then
      if is_narrative(inline) then
        local id = inline.citations[1].id
        if by_number and named[id] then
          inline.content = with_authors(named[id], inline.content, inlines[i - 1])
        end
        if not one_author[id] then inline.content = with_og(inline.content) end
        if state.start then inline.content = capitalised(inline.content) end
      end
      state.start, state.ended = false, false
    elseif inline.t == 'Note' or inline.t == 'Image' then
      -- a note's paragraphs are blocks of their own; a picture's text is no part of the sentence
    elseif inline.content then
      inline.content = walk(inline.content, state)
    else
      state.start, state.ended = false, false
    end
    inlines[i] = inline
  end
  return inlines
end

local function sentences(inlines)
  return walk(inlines, { start = true, ended = false })
end

local function block(element)
  element.content = sentences(element.content)
  return element
end

local function lines(element)
  element.content = element.content:map(sentences)
  return element
end

function Pandoc(doc)
  if doc.meta['label-and'] then word = pandoc.utils.stringify(doc.meta['label-and']) end
  local form = doc.meta['citation-form'] and pandoc.utils.stringify(doc.meta['citation-form'])
  by_number = form == 'numeric' or form == 'label'
  if by_number or not doc.meta.references then
    for _, work in ipairs(pandoc.utils.references(doc)) do remember(work) end
  else -- no name is printed, and pandoc takes long to read all of them
    for _, work in ipairs(doc.meta.references) do
      one_author[pandoc.utils.stringify(work.id)] = #authors(work) == 1
    end
  end
  doc.blocks = sentence.in_cited(doc.blocks, is_narrative, block, lines)
  return doc
end
