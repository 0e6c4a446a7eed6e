-- From the one document to Word's: sections, contents, heading numbers, and the named styles of
-- templates/docx/styles.xml. What no filter reaches (rows, column widths) is in thesis/formats/docx.py.

local List = pandoc.List
local parts = dofile(pandoc.path.join { pandoc.path.directory(PANDOC_SCRIPT_FILE), 'parts.lua' })

local function raw(xml) return pandoc.RawBlock('openxml', xml) end
local function raw_inline(xml) return pandoc.RawInline('openxml', xml) end

local function styled(style, blocks) return pandoc.Div(blocks, { ['custom-style'] = style }) end

-- Paragraphs in a style; pandoc gives those of tight lists and cells one of its own otherwise.
local function restyled(style, blocks)
  if #blocks == 0 then blocks = pandoc.Blocks { pandoc.Plain { raw_inline '' } } end -- an empty cell
  return blocks:map(function(block)
    if block.t ~= 'Para' and block.t ~= 'Plain' then return block end
    return styled(style, { pandoc.Para(block.content) })
  end)
end

-- ---- sections ----------------------------------------------------------------------------------

-- `numbers`: the format of the page numbers, without it there are none; `start`: the first of them;
-- `landscape`: the pages are turned. thesis/formats/docx.py adds paper, margins and footer.
local function section(how)
  return '<w:sectPr>' .. (how.landscape and '<w:pgSz w:orient="landscape"/>' or '')
    .. (how.numbers and ('<w:pgNumType w:fmt="%s"%s/>'):format(how.numbers,
      how.start and ' w:start="' .. how.start .. '"' or '') or '')
    .. '</w:sectPr>'
end

-- Word reads what a section is like at its end.
local function section_end(how)
  return '<w:p><w:pPr><w:pStyle w:val="SectionEnd"/>' .. section(how) .. '</w:pPr></w:p>'
end

-- The chapters, a section for each run of pages upright or turned; and what the last one is like.
local function in_sections(blocks)
  local out, how = pandoc.Blocks {}, { numbers = 'decimal', start = 1, landscape = false }
  for i, run in ipairs(parts.runs(blocks)) do
    if run.landscape ~= how.landscape then
      if i > 1 then
        out:insert(raw(section_end(how)))
        how.start = nil
      end
      how.landscape = run.landscape
    end
    out:extend(run.blocks)
  end
  return out, how
end

-- ---- headings and contents ---------------------------------------------------------------------

-- «1.2 Databaser», as text: the same in every format, also where fields are not kept up to date.
local function number(blocks)
  local counts = {}
  return blocks:walk {
    Header = function(header)
      if header.classes:includes 'unnumbered' then return nil end
      for level = 1, header.level do counts[level] = counts[level] or 0 end
      counts[header.level] = counts[header.level] + 1
      for level = header.level + 1, #counts do counts[level] = nil end
      local label = pandoc.Span(table.concat(counts, '.'), { ['custom-style'] = 'Section Number' })
      header.content = pandoc.Inlines { label, pandoc.Space() } .. header.content
      return header
    end,
  }
end

-- The id of the bookmark around a heading's text (thesis/formats/docx.py names every paragraph so)
local function anchor(header)
  local id
  header:walk { Span = function(span) id = id or span.identifier:match '^p%-.+' end }
  return id
end

-- A field as Word writes it: what it is made of, and between the two runs its result, which a program
-- shows that makes none anew.
local function begins(instruction, attributes)
  return raw_inline(('<w:r><w:fldChar w:fldCharType="begin"%s/></w:r>'
    .. '<w:r><w:instrText xml:space="preserve"> %s </w:instrText></w:r>'
    .. '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'):format(attributes or '', instruction))
end
local ENDS = raw_inline '<w:r><w:fldChar w:fldCharType="end"/></w:r>'

local function field(instruction, result)
  return pandoc.Inlines { begins(instruction) } .. result .. pandoc.Inlines { ENDS }
end

-- The pages of the PDF, by the ids of headings, figures and tables; without them Word is asked for them.
local pages
-- Whether Word counts figures and tables: not what came and left between two editions.
local counts

-- The name of the bookmark of an id: LibreOffice writes a colon as «%3A», which links then do not find, and
-- Word takes at most 40 letters.
local function bookmark_of(id)
  local name = id:gsub(':', '_')
  return utf8.len(name) > 40 and 'X' .. pandoc.utils.sha1(name):sub(2) or name
end

-- The page of a bookmark, which stands where an id of the document does
local function page_of(bookmark, id)
  local page = pages[id] and pandoc.Inlines { pandoc.Str(pandoc.utils.stringify(pages[id])) }
  return pandoc.Inlines { raw_inline '<w:r><w:tab/></w:r>' }
    .. field('PAGEREF ' .. bookmark .. ' \\h', page or {})
end

-- The lines of a list in the field that Word makes it anew with
local function listed(instruction, lines)
  local first, last = lines[1].content[1], lines[#lines].content[1]
  first.content:insert(1, begins(instruction, not next(pages) and ' w:dirty="true"'))
  last.content:insert(ENDS)
  return lines
end

-- A line of the contents: text and page, linked to a bookmark.
local function linked(text, page, id)
  return pandoc.Inlines { raw_inline('<w:hyperlink w:anchor="' .. id .. '" w:history="1">') } .. text
    .. page .. pandoc.Inlines { raw_inline('</w:hyperlink>') }
end

-- The line of a heading; that of one that came or left does so too.
local function entry(header)
  local id = anchor(header)
  local whole
  local text = header.content:walk {
    Span = function(span)
      if parts.change(span) then return nil end
      if not parts.whole(span) then return span.content end
      whole = span
      return {}
    end,
    Link = function(link) return link.content end,
    Note = function() return {} end,
  }
  local page = page_of(id, header.identifier)
  if whole then
    local mark = pandoc.Span(page, { class = parts.whole(whole) })
    for _, name in ipairs { 'author', 'date' } do
      mark.attributes[name] = whole.attributes[name]
    end
    page = pandoc.Inlines { mark, whole }
  end
  return linked(text, page, id)
end

-- Word's own contents, with the headings in it already: a program that does not update fields shows
-- them all the same.
local function contents(blocks, title)
  local headers = List {}
  blocks:walk { Header = function(header)
    if header.level <= 3 and anchor(header) then headers:insert(header) end
  end }
  if #headers == 0 then return pandoc.Blocks {} end
  local out = pandoc.Blocks {
    raw '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>',
    styled('TOC Heading', { pandoc.Para(title) }),
  }
  out:extend(listed('TOC \\o "1-3" \\h \\z \\u', headers:map(function(header)
    return styled('toc ' .. header.level, { pandoc.Para(entry(header)) })
  end)))
  out:insert(raw '</w:sdtContent></w:sdt>')
  return out
end

-- Word counts figures by the word in front of their number, which has no space.
local function sequence(word) return (word:gsub('%s', '_')) end

-- The lists behind the contents, each line with the page of its figure or table
local function listings(meta)
  local out = pandoc.Blocks {}
  for _, list in ipairs(meta.lists or {}) do
    out:insert(styled('TOC Heading', { pandoc.Para(list.title) }))
    local word = parts.labelled(list.entries[1][1])
    out:extend(listed(('TOC \\h \\z \\c "%s"'):format(sequence(word)), list.entries:map(function(entry)
      local id = entry[1].target:sub(2)
      local bookmark = bookmark_of(id)
      local line = linked(entry[1].content, page_of(bookmark, id), bookmark)
      return styled('table of figures', { pandoc.Para(line) })
    end)))
  end
  return out
end

-- ---- blocks ------------------------------------------------------------------------------------

-- A table and its cells in their styles; those of a matrix's first column are heads too.
local function table_styles(name)
  local text = name == 'AppendixTable' and 'Appendix Table Text' or 'Table Text'
  local head = name == 'AppendixTable' and 'Appendix Table Head' or 'Table Head'
  local function style(rows, is_head)
    for _, row in ipairs(rows) do
      for column, cell in ipairs(row.cells) do
        local heads = is_head or (name == 'Matrix' and column == 1)
        cell.contents = restyled(heads and head or text, cell.contents)
      end
    end
    return rows
  end
  return function(tbl)
    if tbl.attributes['custom-style'] then return nil end -- styled already, in a division
    tbl.attributes['custom-style'] = name
    tbl.head.rows = style(tbl.head.rows, true)
    for _, body in ipairs(tbl.bodies) do
      body.head = style(body.head, true)
      body.body = style(body.body, false)
    end
    tbl.foot.rows = style(tbl.foot.rows, false)
    return tbl
  end
end

local function in_division(div)
  for class, name in pairs { matrix = 'Matrix', ['appendix-table'] = 'AppendixTable' } do
    if div.classes:includes(class) then return div:walk { Table = table_styles(name) } end
  end
end

local function list(style)
  return function(element)
    element.content = element.content:map(function(item) return restyled(style, item) end)
    return element
  end
end

-- A line that ends in a colon stays on the page of the list it announces.
local function keep_with_list(blocks)
  for i, block in ipairs(blocks) do
    local next_block = blocks[i + 1]
    if block.t == 'Para' and next_block and next_block.t:match 'List$'
      and pandoc.utils.stringify(block):match ':$' then
      blocks[i] = styled('Lead In', { block })
    end
  end
  return blocks
end

-- pandoc's own is a drawing in a form that Word has left; this is a paragraph with a border.
local function horizontal_rule()
  return raw '<w:p><w:pPr><w:pStyle w:val="HorizontalRule"/></w:pPr></w:p>'
end

-- ---- inlines -----------------------------------------------------------------------------------

local STYLES = { verbatim = 'Verbatim Text', unresolved = 'Mark', ['missing-number'] = 'Mark' }

-- A paragraph that came or left as a whole: Word has that in the paragraph's own properties, which no
-- filter reaches. This run at its end is read and taken out by thesis/editions/tracked_changes.py.
local function end_of_paragraph(span)
  local name = parts.whole(span) == 'insertion' and 'ins' or 'del'
  local function value(text)
    return text:gsub('&', '&amp;'):gsub('<', '&lt;'):gsub('"', '&quot;')
  end
  return raw_inline(('<w:r><w:rPr><w:%s w:id="0" w:author="%s" w:date="%s"/></w:rPr></w:r>'):format(
    name, value(span.attributes.author), value(span.attributes.date)))
end

local function styled_span(element)
  for class, style in pairs(STYLES) do
    if element.classes:includes(class) then element.attributes['custom-style'] = style end
  end
  return element
end

-- «en» -> «en-GB»: a spelling checker wants to know which.
local function full_language(element)
  if not element.attributes.lang then return element end
  local lang, region = parts.language(element.attributes.lang)
  element.attributes.lang = region and lang .. '-' .. region or lang
  return element
end

-- ---- bookmarks ---------------------------------------------------------------------------------

-- A bookmark around a whole chapter or table is lost when LibreOffice saves the document: that of a
-- heading, a figure or a table is around its words.
local function around_words(element)
  local id = element.identifier
  if id == '' then return nil end
  if element.t == 'Header' then
    element.content = { pandoc.Span(element.content, { id = id }) }
  elseif #element.caption.long > 0 then
    local caption = element.caption.long
    caption[1].content = { pandoc.Span(caption[1].content, { id = id }) }
    element.caption.long = caption
  else
    return nil
  end
  element.identifier = ''
  return element
end

local function named(element)
  if element.t == 'Link' then
    element.target = element.target:gsub('^#(.+)', function(id) return '#' .. bookmark_of(id) end)
  elseif element.identifier then
    element.identifier = bookmark_of(element.identifier)
  else
    return nil
  end
  return element
end

-- ---- captions and references -------------------------------------------------------------------

-- The names of two bookmarks, around «Figur 1» and around the number in it: in a sentence a reference says
-- «figur 1», for which Word has a switch that LibreOffice does not keep, so the field there is the number's.
local bookmarks, count = {}, 0
local function bookmarks_of(word, number)
  local name = pandoc.text.lower(word .. number)
  if not bookmarks[name] then
    bookmarks[name] = { label = count + 1, number = count + 2 }
    count = count + 2
  end
  return bookmarks[name]
end

local function bookmark_name(i) return ('_Ref%09d'):format(i) end

-- pandoc gives a name that begins with no letter another, and numbers its own bookmarks from below.
local function bookmarked(i, inlines)
  local id = 900000 + i
  return pandoc.Inlines {
    raw_inline(('<w:bookmarkStart w:id="%d" w:name="%s"/>'):format(id, bookmark_name(i)))
  } .. inlines .. pandoc.Inlines { raw_inline(('<w:bookmarkEnd w:id="%d"/>'):format(id)) }
end

-- «Figur 1:» in front of a caption: its number is Word's to count.
local function caption_label(span)
  local word, number, sign = parts.labelled(span)
  if not word then return nil end
  local names = bookmarks_of(word, number)
  local result = pandoc.Inlines { pandoc.Str(number) }
  local counted = bookmarked(names.number, field('SEQ ' .. sequence(word) .. ' \\* ARABIC', result))
  local label = pandoc.Inlines { pandoc.Str(word .. parts.HARD_SPACE) } .. counted
  return bookmarked(names.label, label) .. pandoc.Inlines { pandoc.Str(sign) }
end

-- «figur 1» in a sentence, still a link where a program takes fields for text
local function cross_reference(link)
  local word, number = parts.labelled(link)
  if not word then return link end
  local names = bookmarks_of(word, number)
  if pandoc.text.upper(word:sub(1, 1)) == word:sub(1, 1) then
    link.content = field('REF ' .. bookmark_name(names.label), link.content)
  else
    local result = pandoc.Inlines { pandoc.Str(number) }
    link.content = pandoc.Inlines { pandoc.Str(word .. parts.HARD_SPACE) }
      .. field('REF ' .. bookmark_name(names.number), result)
  end
  return link
end

-- What becomes of attributes, in one walk: each that goes down to the words takes long.
local attributes = parts.with_attributes(named)

function attributes.Span(element)
  if parts.whole(element) then return end_of_paragraph(element) end
  if counts and element.classes:includes 'label' then return caption_label(element) end
  return full_language(named(styled_span(element)))
end

function attributes.Link(element)
  local mended = named(element)
  return counts and element.classes:includes 'crossref' and cross_reference(mended) or mended
end

function attributes.Div(element) return full_language(named(element)) end

-- ---- figures -----------------------------------------------------------------------------------

-- pandoc writes a picture's caption as its alternative text, and not its attribute `alt`.
local function describe(description)
  return function(image)
    local alt = image.attributes.alt or pandoc.utils.stringify(image.caption)
    image.caption = pandoc.Inlines(description and alt .. ' ' .. description or alt)
    return image
  end
end

local function describe_figure(descriptions)
  return function(figure) return figure:walk { Image = describe(descriptions[figure.identifier]) } end
end

-- ---- the whole ---------------------------------------------------------------------------------

function Pandoc(doc)
  pages, counts = doc.meta.pages or {}, not doc.meta.changes
  local blocks, descriptions = parts.collect_descriptions(doc.blocks)
  local link
  blocks, link = parts.mend_ids(blocks)
  blocks = blocks
    :walk { Image = describe(), Link = link }
    :walk { Figure = describe_figure(descriptions) }
  local part = parts.by_part(blocks)
  local numbered = number(parts.unnumber(part.front .. part.main .. part.back))
  local front, rest = pandoc.Blocks {}, pandoc.Blocks {}
  for i, block in ipairs(numbered) do (i <= #part.front and front or rest):insert(block) end
  local chapters, last = in_sections(rest)
  doc.blocks = front .. contents(numbered, doc.meta['label-contents'] or pandoc.Inlines {})
    .. listings(doc.meta)
    .. pandoc.Blocks { raw(section_end { numbers = 'lowerRoman', start = 1 }) } .. chapters
  doc.blocks = doc.blocks
    :walk { Blocks = keep_with_list }
    :walk { Div = in_division }
    :walk { Table = table_styles 'Table' }
    :walk { HorizontalRule = horizontal_rule }
    :walk { BulletList = list 'List Bullet', OrderedList = list 'List Number' }
    :walk { Header = around_words, Figure = around_words, Table = around_words }
    :walk(attributes)
  if doc.meta.logo then doc.meta.logo = doc.meta.logo:walk { Image = describe() } end
  doc.meta['title-section'] = pandoc.Inlines { raw_inline(section_end {}) }
  doc.meta['last-section'] = pandoc.Inlines { raw_inline(section(last)) }
  return doc
end
