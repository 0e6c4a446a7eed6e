-- What only Typst needs to be told of the document: where its parts begin, the alternative text of
-- images (pandoc's writer drops it), landscape pages, and the blocks that thesis.typ has functions for.
if not FORMAT:match 'typst' then return {} end

-- Long descriptions by the id of their figure; a PDF has no other place for them than the alt text.
local descriptions = {}

local function raw(text) return pandoc.RawBlock('typst', text) end

local function quoted(text)
  return '"' .. text:gsub('\\', '\\\\'):gsub('"', '\\"') .. '"'
end

local function one_line(content)
  return (pandoc.utils.stringify(content):gsub('%s+', ' '))
end

-- Put blocks into the brackets of a Typst function.
local function within(name, blocks)
  local out = pandoc.Blocks { raw('#' .. name .. '[') }
  out:extend(blocks)
  out:insert(raw ']')
  return out
end

local function collect_description(div)
  if div.classes:includes 'long-description' then
    local paragraphs = div.content:map(one_line)
    descriptions[div.attributes['for'] or ''] = table.concat(paragraphs, ' ')
  end
end

local function figure(element)
  local description = descriptions[element.identifier]
  return element:walk {
    Image = function(image)
      local alt = image.attributes.alt or one_line(image.caption)
      if description then alt = alt .. ' ' .. description end
      local width = image.attributes.width
      -- Paths in the document are the project's; a leading slash is Typst's word for its root.
      return pandoc.RawInline('typst', '#image(' .. quoted('/' .. image.src) ..
        (width and (', width: ' .. width) or '') .. ', alt: ' .. quoted(alt) .. ')')
    end,
  }
end

local function header(element)
  if element.classes:includes 'appendix' then element.classes:insert 'unnumbered' end
  return element
end

local function span(element)
  if element.classes:includes 'missing-number' or element.classes:includes 'unresolved' then
    local out = pandoc.Inlines { pandoc.RawInline('typst', '#missing[') }
    out:extend(element.content)
    out:insert(pandoc.RawInline('typst', ']'))
    return out
  end
  if element.attributes.lang then
    local out = pandoc.Inlines {
      pandoc.RawInline('typst', '#text(lang: ' .. quoted(element.attributes.lang:sub(1, 2)) .. ')['),
    }
    out:extend(element.content)
    out:insert(pandoc.RawInline('typst', ']'))
    return out
  end
end

local function div(element)
  if element.classes:includes 'long-description' then return {} end
  for _, name in ipairs { 'matrix', 'appendix-table', 'finding' } do
    if element.classes:includes(name) then return within(name, element.content) end
  end
  if element.identifier == 'refs' then return within('references', { element }) end
end

-- «nb-NO» as Typst wants it.
local function language(tag)
  local lang, region = tag:match '^(%a+)-(%a+)$'
  if not lang then return '#set text(lang: ' .. quoted(tag) .. ')' end
  return '#set text(lang: ' .. quoted(lang) .. ', region: ' .. quoted(region) .. ')'
end

-- A division in another language is opened too: it may hold a heading that begins a page.
local function open_languages(blocks, own)
  local out = pandoc.Blocks {}
  for _, block in ipairs(blocks) do
    if block.t == 'Div' and block.attributes.lang then
      out:insert(raw(language(block.attributes.lang)))
      out:extend(block.content)
      out:insert(raw(language(own)))
    else
      out:insert(block)
    end
  end
  return out
end

-- Sections (from a heading of level 1 to the next) that hold a landscape table are set on landscape pages.
local function landscape(blocks)
  local out, section, turned = pandoc.Blocks {}, pandoc.Blocks {}, false
  local function close()
    local wide = false
    section:walk { Div = function(d) wide = wide or d.classes:includes 'landscape' end }
    if wide ~= turned then out:insert(raw('#set page(flipped: ' .. tostring(wide) .. ')')) end
    turned = wide
    out:extend(section)
    section = pandoc.Blocks {}
  end
  for _, block in ipairs(blocks) do
    if block.t == 'Header' and block.level == 1 and #section > 0 then close() end
    section:insert(block)
  end
  close()
  if turned then out:insert(raw '#set page(flipped: false)') end
  return out
end

-- The divisions of the content files are opened (a Typst block cannot hold a page break), and where
-- the part changes the contents list and the page numbers follow.
local function parts(document)
  local out, part = pandoc.Blocks {}, 'front'
  local own = pandoc.utils.stringify(document.meta.lang)
  for _, block in ipairs(document.blocks) do
    local is_file = block.t == 'Div' and block.classes:includes 'file'
    if is_file and part == 'front' and block.attributes.part ~= 'front' then
      out:insert(raw '#contents()')
      out:insert(raw '#show: main-matter')
    end
    if is_file then
      part = block.attributes.part
      out:extend(open_languages(block.content, own))
    else
      out:insert(block)
    end
  end
  document.blocks = landscape(out)
  return document
end

return {
  { Div = collect_description },
  { Pandoc = parts },
  { Figure = figure, Header = header, Span = span, Div = div },
}
