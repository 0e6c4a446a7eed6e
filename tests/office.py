"""LibreOffice without a window: it opens a DOCX, settles its tracked changes, and saves it."""

import subprocess
from pathlib import Path

LIBRARY = '<!DOCTYPE library:{0} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "{1}.dtd">'
NAMES = 'xmlns:library="http://openoffice.org/2000/library"'
MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Tracked"
 script:language="StarBasic">
Sub Settle(source As String, target As String, command As String, kept As String)
  Dim how(0) As New com.sun.star.beans.PropertyValue
  how(0).Name = "Hidden"
  how(0).Value = True
  document = StarDesktop.loadComponentFromURL(source, "_blank", 0, how())
  Dim saved(0) As New com.sun.star.beans.PropertyValue
  saved(0).Name = "FilterName"
  If kept &lt;&gt; "" Then
    saved(0).Value = "writer8"
    document.storeToURL(kept, saved())
  End If
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  frame = document.CurrentController.Frame
  dispatcher.executeDispatch(frame, ".uno:" &amp; command, "", 0, Array())
  saved(0).Value = "MS Word 2007 XML"
  document.storeToURL(target, saved())
  document.close(True)
End Sub
</script:module>
"""


def settle(source: Path, target: Path, accept: bool, kept: Path | None = None) -> None:
    """Accept or reject all tracked changes of a DOCX and save it as another.

    Args:
        kept: an ODT in which they are kept.
    """
    profile = target.parent / "profile"
    run = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    if not profile.exists():  # what starts for the first time runs nothing
        subprocess.run([*run, "--terminate_after_init"], timeout=180, check=False)
    basic = profile / "user/basic"
    (basic / "Standard").mkdir(parents=True, exist_ok=True)
    (basic / "script.xlc").write_text(
        f'<?xml version="1.0" encoding="UTF-8"?>\n{LIBRARY.format("libraries", "libraries")}\n'
        f"<library:libraries {NAMES}>"
        '<library:library library:name="Standard" library:link="false"/></library:libraries>',
        "utf-8",
    )
    (basic / "Standard/script.xlb").write_text(
        f'<?xml version="1.0" encoding="UTF-8"?>\n{LIBRARY.format("library", "library")}\n'
        f'<library:library {NAMES} library:name="Standard" library:readonly="false" '
        'library:passwordprotected="false"><library:element library:name="Tracked"/>'
        "</library:library>",
        "utf-8",
    )
    (basic / "Standard/Tracked.xba").write_text(MODULE, "utf-8")
    command = "AcceptAllTrackedChanges" if accept else "RejectAllTrackedChanges"
    odt = kept.as_uri() if kept else ""
    call = f'Standard.Tracked.Settle("{source.as_uri()}","{target.as_uri()}","{command}","{odt}")'
    done = subprocess.run(
        [*run, f"macro:///{call}"], capture_output=True, text=True, timeout=180, check=False
    )
    assert target.is_file(), done.stdout + done.stderr
