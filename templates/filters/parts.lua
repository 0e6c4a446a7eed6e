-- What every printed format does with the one document before it writes it: its parts in order, its
-- pages upright or turned, long descriptions with their figures, links that lead somewhere.

local M = {}

-- «nb-NO» -> «nb», «NO»; «zh-Hans» -> «zh»; a language without a region has the one that is read here.
function M.language(tag)
  local lang, region = tag:match '^%a+' or tag, tag:match '[-_](%a%a)$'
  return lang, region or ({ nb = 'NO', nn = 'NO', en = 'GB' })[lang]
end

-- A function for all elements with attributes, and for no others: most are words and spaces, and handing
-- each of them to Lua and back takes pandoc longer than the rest of a filter.
function M.with_attributes(each)
  local walk = {}
  for _, name in ipairs {
    'Code', 'CodeBlock', 'Div', 'Figure', 'Header', 'Image', 'Link', 'Span', 'Table',
  } do walk[name] = each end
  return walk
end

-- A long description is for those who do not see the picture: it becomes part of its alternative
-- text. Takes the descriptions out of the blocks and gives them by the id of their figure. An empty
-- one left since another edition, and may stand below the one that is in its place now.
function M.collect_descriptions(blocks)
  local descriptions = {}
  local rest = blocks:walk {
    Div = function(div)
      if not div.classes:includes 'long-description' then return nil end
      local paragraphs = div.content:map(function(block) return pandoc.utils.stringify(block) end)
      local text = table.concat(paragraphs, ' ')
      if text ~= '' then descriptions[div.attributes['for'] or ''] = text end
      return {}
    end,
  }
  return rest, descriptions
end

-- «Figur 1: Utvalg» -> «Figur», «1», «:»
M.HARD_SPACE = '\u{a0}'
function M.labelled(element)
  local text = pandoc.utils.stringify(element)
  return text:match('^(.-)' .. M.HARD_SPACE .. '(%d+)(:?)')
end

-- The content files' blocks by part; what stands in no file follows the file before it.
function M.by_part(blocks)
  local parts = { front = pandoc.Blocks {}, main = pandoc.Blocks {}, back = pandoc.Blocks {} }
  local part = 'main'
  for _, block in ipairs(blocks) do
    if block.t == 'Div' and block.classes:includes 'file' then
      part = parts[block.attributes.part] and block.attributes.part or part
      parts[part]:extend(block.content)
    else
      parts[part]:insert(block)
    end
  end
  return parts
end

-- Below a chapter without a number, no heading has one.
function M.unnumber(blocks)
  local without = false
  return blocks:walk {
    traverse = 'topdown',
    Header = function(header)
      if header.level == 1 then
        without = header.classes:includes 'unnumbered'
      elseif without and not header.classes:includes 'unnumbered' then
        header.classes:insert 'unnumbered'
      end
      return header
    end,
  }
end

local function is_turned(block) return block.t == 'Div' and block.classes:includes 'landscape' end

-- A chapter of nothing but turned pages, or with a table of the appendices that is turned, is turned as
-- a whole: its heading would else stand alone on a page.
local function is_whole(chapter)
  local all = true
  for _, block in ipairs(chapter) do
    if is_turned(block) and block.classes:includes 'appendix-table' then return true end
    all = all and (block.t == 'Header' or is_turned(block))
  end
  return all and chapter:find_if(is_turned) ~= nil
end

-- The runs of pages in order: `blocks`, and whether they stand on `landscape` pages. Each chapter begins
-- one; in it, a landscape division is one of its own.
function M.runs(blocks)
  local chapters, runs = pandoc.List {}, pandoc.List {}
  for _, block in ipairs(blocks) do
    if #chapters == 0 or (block.t == 'Header' and block.level == 1) then
      chapters:insert(pandoc.Blocks {})
    end
    chapters[#chapters]:insert(block)
  end
  for _, chapter in ipairs(chapters) do
    local whole = is_whole(chapter)
    for i, block in ipairs(chapter) do
      local turned = whole or is_turned(block)
      if i == 1 or runs[#runs].landscape ~= turned then
        runs:insert { blocks = pandoc.Blocks {}, landscape = turned }
      end
      runs[#runs].blocks:insert(block)
    end
  end
  return runs
end

-- A link that leads nowhere, or to an id that is there twice, stops Typst and is dead in Word: such a
-- link becomes its text, and the second of two equal ids is dropped. The first is left to the function for
-- links that is given beside the blocks; `also` is a function for all elements with attributes. Each walk
-- down to the words takes as long as a tenth of what pandoc writes.
function M.mend_ids(blocks, also)
  local ids = {}
  local function remember(element)
    local changed = also and also(element)
    local id = element.identifier
    if not id or id == '' then return changed end
    if ids[id] then
      element.identifier = ''
      return element
    end
    ids[id] = true
    return changed
  end
  local walk = M.with_attributes(remember)
  walk.traverse = 'topdown'
  return blocks:walk(walk), function(link)
    local id = link.target:match '^#(.+)$'
    if id and not ids[id] then return link.content end
  end
end

-- ---- what changed since another edition (thesis/editions/redline/revision_marks.py) --------------------------------

-- «insertion» or «deletion» for a span of text that came or left
function M.change(span)
  return span.classes:find_if(function(class) return class == 'insertion' or class == 'deletion' end)
end

-- The same for the empty span at the end of a paragraph that came or left as a whole
function M.whole(span)
  local class = span.classes:find_if(function(class) return class:match '^paragraph%-' end)
  return class and class:match '^paragraph%-(.+)$'
end

return M
