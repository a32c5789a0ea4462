# Never run here: nobody who wrote it had a Windows. build.ps1 WHEEL, in this folder, with Python 3.13 and Inno Setup 6.
param([Parameter(Mandatory)][string]$Wheel)
$ErrorActionPreference = "Stop"
py -3.13 -m venv env
env\Scripts\pip install --quiet $Wheel "pyinstaller==6.22.3"
Push-Location ..\..
.packaging\windows\env\Scripts\python -m resources.makers.icons resources\icons\io.github.posture_app.posture_app.svg .packaging\windows\icons
Pop-Location
env\Scripts\pyinstaller --noconfirm --log-level WARN ..\posture-app.spec
env\Scripts\python -c "import posture_app; print(posture_app.__version__)" | Set-Variable Version
dist\posture-app\posture-app.exe doctor
& "${env:ProgramFiles(x86)}\Inno Setup 6\ISCC.exe" /Qp "/DVersion=$Version" posture-app.iss
