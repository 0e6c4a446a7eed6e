-- Where a sentence begins and ends: shared by the filters that write capitals. A filter takes it by
-- dofile; thesis/language/sentences.py has the same abbreviations.
local sentence = {}

-- A full stop after one of these ends no sentence («jf. tabell 1», «da Costa et al. tabell 1»).
local ABBREVIATIONS = pandoc.List {
  'jf.', 'jfr.', 'f.eks.', 'bl.a.', 'ca.', 'dvs.', 'nr.', 's.', 'kap.', 'ev.', 'evt.', 'inkl.', 'mht.',
  'm.a.o.', 'm.m.', 'pga.', 'vs.', 'resp.', 'ifm.', 'iht.', 'kl.', 'al.',
  't.d.', 'm.a.', 'e.g.', 'i.e.', 'cf.',
}
local CLOSING = { '»', '”', '’', '"', ')', ']' }

sentence.OPENING = pandoc.List { '(', '[', '«', '“', '"', '–' }
sentence.SPACES = pandoc.List { 'Space', 'SoftBreak', 'LineBreak' }

-- A word without the marks of the line that it stands on (thesis/document/marks.py): of planes 15 and 16.
function sentence.unmarked(text)
  return (text:gsub('[\243\244][\128-\191][\128-\191][\128-\191]', ''))
end

-- Whether a word closes a sentence, a quote or parenthesis after the stop included («slutt.»).
function sentence.ends(text)
  local bare = text:gsub('^[%(%[]+', '')
  if ABBREVIATIONS:includes(pandoc.text.lower(bare)) then return false end
  for _, closing in ipairs(CLOSING) do
    if bare:sub(- #closing) == closing then bare = bare:sub(1, - #closing - 1) end
  end
  return bare:match '[.!?]$' ~= nil
end

-- Change the blocks of inlines that have a citation of some kind in them, or a note, and look at no word of the
-- others: Lua takes as long for a word as pandoc for a line. Both walks meet the blocks in one order; a note's
-- blocks stand inside another, which goes on behind them.
function sentence.in_cited(blocks, is_meant, inlines, lines)
  local number, cited = 0, {}
  local function count() number = number + 1 end
  local function mark() cited[number] = true end
  local function mark_meant(cite) if is_meant(cite) then mark() end end
  blocks:walk {
    traverse = 'topdown', Para = count, Plain = count, Header = count, LineBlock = count, Cite = mark_meant,
    Note = mark,
  }
  number = 0
  local function changed(change)
    return function(block)
      number = number + 1
      if cited[number] then return change(block) end
    end
  end
  return blocks:walk {
    traverse = 'topdown', Para = changed(inlines), Plain = changed(inlines), Header = changed(inlines),
    LineBlock = changed(lines),
  }
end

return sentence
