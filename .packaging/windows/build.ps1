# Never run here: nobody who wrote it had a Windows. build.ps1 WHEEL, with Python 3.13 and Inno Setup 6.
# Into the folder dist beside this come the folder of the app, its installer, and the manifests for winget.
param([Parameter(Mandatory)][string]$Wheel)
$ErrorActionPreference = "Stop"
$PSNativeCommandUseErrorActionPreference = $true # PowerShell 7.4
$Wheel = Resolve-Path $Wheel
$Id = "io.github.posture_app.posture_app"
Set-Location $PSScriptRoot

py -3.13 -m venv env
env\Scripts\python -m pip install --quiet $Wheel "pyinstaller==6.22.3"
$Version = env\Scripts\python -c "import posture_app; print(posture_app.__version__)"
$Address = env\Scripts\python -c "import posture_app; print(posture_app.ADDRESS)"

Push-Location ..\..
& "$PSScriptRoot\env\Scripts\python" -m resources.makers.icons "resources\icons\$Id.svg" "$PSScriptRoot\icons"
Pop-Location
env\Scripts\python -m PyInstaller --noconfirm --log-level WARN ..\posture-app.spec
dist\posture-app\posture-app.exe --version
dist\posture-app\posture-app.exe doctor
& "${env:ProgramFiles(x86)}\Inno Setup 6\ISCC.exe" /Qp "/DVersion=$Version" posture-app.iss

$Sum = (Get-FileHash "dist\posture-app-$Version-setup.exe" -Algorithm SHA256).Hash
New-Item -ItemType Directory -Force dist\winget | Out-Null
if (-not $Address) { exit } # winget wants to know where the installer lies; the project has no address yet
foreach ($Manifest in Get-ChildItem winget\*.yaml) {
    $Filled = (Get-Content -Raw $Manifest) -replace "@VERSION@", $Version -replace "@SHA256@", $Sum -replace "@ADDRESS@", $Address
    Set-Content -NoNewline -Path "dist\winget\$($Manifest.Name)" -Value $Filled
}
