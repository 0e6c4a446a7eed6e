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

return sentence
