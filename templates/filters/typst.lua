-- From the one document to Typst source: what pandoc's own writer leaves out or does otherwise.
-- The functions it calls (contents, main-matter, matrix, picture, ...) are in templates/thesis.typ.

local List = pandoc.List
local parts = dofile(pandoc.path.join { pandoc.path.directory(PANDOC_SCRIPT_FILE), 'parts.lua' })

local function raw(text) return pandoc.RawBlock('typst', text) end
local function raw_inline(text) return pandoc.RawInline('typst', text) end

local function quoted(text)
  return '"' .. text:gsub('\\', '\\\\'):gsub('"', '\\"'):gsub('%s+', ' ') .. '"'
end

-- Content in the brackets of a Typst function.
local function call(name, blocks)
  local out = pandoc.Blocks { raw('#' .. name .. '[') }
  out:extend(blocks)
  out:insert(raw ']')
  return out
end

-- Each table in the brackets of its own: Typst decides of one at a time where it may break.
-- What stands between tables, such as the findings of a draft, is no part of one.
local function each(name, blocks)
  local out = pandoc.Blocks {}
  for _, block in ipairs(blocks) do
    if block.t == 'Table' then out:extend(call(name, { block })) else out:insert(block) end
  end
  return out
end

local function call_inline(name, inlines)
  local out = pandoc.Inlines { raw_inline('#' .. name .. '[') }
  out:extend(inlines)
  out:insert(raw_inline ']')
  return out
end

-- «nb-NO» -> 'lang: "nb", region: "NO"'
local function language(tag)
  local lang, region = parts.language(tag)
  return 'lang: ' .. quoted(lang) .. (region and ', region: ' .. quoted(region) or '')
end

-- thesis/document/attributes.py lets no other through; an edition from before it may still have some.
local UNITS = List { 'cm', 'mm', 'in', 'pt', 'em', '%' }
local function length(value)
  local number, unit = (value or ''):match '^(%d+%.?%d*)(%D+)$'
  return number and not number:match '%.$' and UNITS:includes(unit) and value or nil
end

-- pandoc writes the value of an attribute «typst:…» as code.
local function without_code(element)
  local names = List {}
  for name in pairs(element.attributes or {}) do
    if name:match '^typst:' then names:insert(name) end
  end
  for _, name in ipairs(names) do element.attributes[name] = nil end
  return #names > 0 and element or nil
end

-- ---- inlines -----------------------------------------------------------------------------------

-- Typst would read «...» as an ellipsis, «-?» as a place to break, and «-3» as minus three; pandoc's
-- writer makes ’ a ' and escapes all else that means something. As a string they are what was typed.
local function literal(element)
  local text = element.text
  if text:find '://' or text:find '^%W*www%.' or text:find '^%W*10%.%d+/' then
    return raw_inline('#text(hyphenate: false, ' .. quoted(text) .. ');') -- an address, no link
  end
  if text:find '%.%.%.' or text:find '%-%?' or text:find '^%-%d' or text:find '[^%w]%-%d'
    or text:find '’' then
    return raw_inline('#' .. quoted(text) .. ';')
  end
end

local MARKS = { insertion = 'inserted', deletion = 'deleted' }

local function span(element)
  if parts.whole(element) then return {} end
  local change = parts.change(element)
  if change then return call_inline(MARKS[change], element.content) end
  if element.classes:includes 'unresolved' or element.classes:includes 'missing-number' then
    return call_inline('mark', element.content)
  end
  if element.classes:includes 'n' and element.identifier ~= '' then
    -- A label hangs on an element. A box is one, but no line can break in it: a number of several
    -- words («fem av ti») stands in plain brackets.
    local several = element.content:find_if(function(inline) return inline.t == 'Space' end)
    local out = call_inline(several and '' or 'box', element.content)
    out:insert(raw_inline('<' .. element.identifier .. '>'))
    return out
  end
  if element.classes:includes 'verbatim' then return call_inline('verbatim', element.content) end
  if element.attributes.lang then
    return call_inline('text(' .. language(element.attributes.lang) .. ')', element.content)
  end
end

-- ---- figures -----------------------------------------------------------------------------------

-- A call of the template's function `name` with the image and its alternative text
local function picture(image, name, description)
  local alt = image.attributes.alt or pandoc.utils.stringify(image.caption)
  if description then alt = alt .. ' ' .. description end
  -- A path in the document is from the project's root, wherever the Typst file lies.
  local source = image.src:match '^/' and image.src or '/' .. image.src
  local out = '#' .. name .. '(' .. quoted(source)
  for _, side in ipairs { 'width', 'height' } do
    local given = length(image.attributes[side])
    if given then out = out .. ', ' .. side .. ': ' .. given end
  end
  return raw_inline(out .. ', alt: ' .. quoted(alt) .. ')')
end

-- `count`: how many images the blocks have.
local function set_pictures(blocks, descriptions, count)
  blocks = blocks:walk {
    Figure = function(figure)
      figure.content = figure.content:walk {
        Image = function(image)
          count = count - 1
          return picture(image, 'picture', descriptions[figure.identifier])
        end,
      }
      return figure
    end,
  }
  if count == 0 then return blocks end
  return blocks:walk { -- what is left stands in a line of text
    Image = function(image) return picture(image, 'inline-picture') end,
  }
end

-- ---- divisions ---------------------------------------------------------------------------------

-- A call with the label that links lead to. What left since another edition has none.
local function labelled(name, element)
  local out = call(name, element.content)
  if element.identifier ~= '' then out:insert(raw('<' .. element.identifier .. '>')) end
  return out
end

-- The list of works and the works in it are known by their classes too: one that left since another
-- edition has no id (thesis/editions/redline/blocks.py).
local function is_entry(div) return div.classes:includes 'csl-entry' end
local function is_references(div)
  return div.identifier == 'refs' or div.classes:includes 'csl-bib-body'
end

local function references(div)
  local out = pandoc.Blocks { raw '#references[' }
  for _, block in ipairs(div.content) do
    if block.t == 'Div' then out:extend(labelled('entry', block)) else out:insert(block) end
  end
  out:insert(raw ']')
  return out
end

-- A finding of a draft; what only warns has a milder frame.
local function finding(div)
  return labelled(div.classes:includes 'warning' and 'remark' or 'finding', div)
end

local function division(div)
  if is_entry(div) then return nil end -- `references` has it
  if is_references(div) then return references(div) end
  for _, name in ipairs { 'matrix', 'appendix-table' } do
    if div.classes:includes(name) then return each(name, div.content) end
  end
  if div.classes:includes 'finding' then return finding(div) end
  if div.attributes.lang then
    return pandoc.Blocks { raw('#[\n#set text(' .. language(div.attributes.lang) .. ')') }
      .. div.content .. pandoc.Blocks { raw ']' }
  end
  -- A block of Typst's holds page breaks back: a Div without a meaning is its content.
  if div.identifier == '' then return div.content end
end

-- ---- the whole: parts, headings, pages ---------------------------------------------------------

-- A line that ends in a colon stays on the page of the list it announces.
local function keep_with_list(blocks)
  local out = pandoc.Blocks {}
  for i, block in ipairs(blocks) do
    local next_block = blocks[i + 1]
    if block.t == 'Para' and next_block and next_block.t:match 'List$'
      and pandoc.utils.stringify(block):match ':$' then
      out:extend(call('block(sticky: true)', { block }))
    else
      out:insert(block)
    end
  end
  return out
end

-- Upright and turned pages
local function turn_pages(blocks)
  local out, turned = pandoc.Blocks {}, false
  for _, run in ipairs(parts.runs(blocks)) do
    if run.landscape ~= turned then
      turned = run.landscape
      out:insert(raw('#set page(flipped: ' .. tostring(turned) .. ')'))
    end
    out:extend(run.blocks)
  end
  if turned then out:insert(raw '#set page(flipped: false)') end
  return out
end

-- The lists behind the contents: their titles, and the labels of what is in them
local function listings(meta)
  local out = ''
  for _, list in ipairs(meta.lists or {}) do
    local labels = list.entries:map(function(entry)
      return 'label(' .. quoted(entry[1].target:sub(2)) .. ')'
    end)
    out = out .. ('\n#listing(%s, selector(%s)'):format(quoted(pandoc.utils.stringify(list.title)), labels[1])
    for i = 2, #labels do out = out .. '.or(' .. labels[i] .. ')' end
    out = out .. ')'
  end
  return out
end

-- The document's properties are strings, not marked-up text.
local function set_properties(meta)
  local function property(name, text) meta[name] = pandoc.Inlines { raw_inline(text) } end
  local function array(values)
    local strings = List {}
    for _, value in ipairs(values) do
      strings:insert(quoted(pandoc.utils.stringify(value)) .. ',')
    end
    return '(' .. table.concat(strings, ' ') .. ')'
  end
  local authors = meta.author or {}
  if pandoc.utils.type(authors) ~= 'List' then authors = { authors } end
  property('typst-authors', array(authors))
  property('typst-keywords', array(meta.keywords or {}))
  property('typst-language', language(meta.lang and pandoc.utils.stringify(meta.lang) or 'nb-NO'))
  -- «UTKAST – ikke til innlevering»: its first word is large enough to lie behind a page.
  local draft = meta['label-draft'] and pandoc.utils.stringify(meta['label-draft']) or ''
  property('typst-watermark', quoted(draft:match '^%S*'))
  local date = meta.date and pandoc.utils.stringify(meta.date) or ''
  local year, month, day = date:match '^(%d+)-(%d+)-(%d+)$'
  if year then
    property('typst-date', ('datetime(year: %d, month: %d, day: %d)'):format(year, month, day))
  end
  return meta
end

function Pandoc(doc)
  doc.meta = pandoc.Pandoc({}, doc.meta):walk(parts.with_attributes(without_code)).meta
  local blocks, descriptions = parts.collect_descriptions(doc.blocks)
  local link
  local images = 0
  blocks, link = parts.mend_ids(blocks, function(element)
    if element.t == 'Image' then images = images + 1 end
    return without_code(element)
  end)
  local part = parts.by_part(set_pictures(blocks, descriptions, images))
  local out = part.front
  out:insert(raw('#contents()' .. listings(doc.meta) .. '\n#show: main-matter'))
  out:extend(part.main)
  out:extend(part.back)
  out = turn_pages(parts.unnumber(keep_with_list(out)))
  doc.blocks = out:walk { Div = division, Span = span, Str = literal, Link = link }
  doc.meta.lists = nil
  doc.meta = set_properties(doc.meta)
  for name, value in pairs(doc.meta) do
    if pandoc.utils.type(value) == 'Inlines' then
      doc.meta[name] = value:walk {
        Image = function(image) return picture(image, 'inline-picture') end,
        Span = span,
        Str = literal,
      }
    end
    if pandoc.utils.type(value) == 'List' then
      doc.meta[name] = value:map(function(each) return each:walk { Str = literal } end)
    end
  end
  return doc
end
