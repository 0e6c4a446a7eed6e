<1. >
VN  - Ovid Technologies
DB  - Embase
UI  - 2001234567
TI  - Rowing on a lake that never was: a trial.
SO  - Journal of Invented Water. 12 (3) (pp 123-129), 2021. Date of Publication: May 2021.
AU  - Berg K.
AU  - van der Vann O.
AB  - An abstract
      over two lines.
IS  - 1469-0292
DO  - http://dx.doi.org/10.5555/lake.2021.12
LG  - English
PT  - Article
YR  - 2021

<2. >
VN  - Ovid Technologies
DB  - Embase
UI  - 2001234568
TI  - Sleep after rowing.
SO  - Invented Sleep. 7 (1) (no pagination), 2022. Article Number: e104501. Date of Publication: March 2022.
AU  - As P.
DO  - http://dx.doi.org/10.5555/sleep.2022.7
PT  - Article
YR  - 2022
