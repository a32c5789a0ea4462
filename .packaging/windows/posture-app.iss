; Never run here. For one person, without the rights of an administrator.
[Setup]
AppId=io.github.posture_app.posture_app
AppName=Posture
AppVersion={#Version}
DefaultDirName={localappdata}\Programs\Posture
PrivilegesRequired=lowest
DisableProgramGroupPage=yes
OutputBaseFilename=posture-app-{#Version}-setup
OutputDir=dist
CloseApplications=yes
SetupIconFile=icons\io.github.posture_app.posture_app.ico

[Files]
Source: "dist\posture-app\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion
; the folder of this name of the release
Source: "licences\*"; DestDir: "{app}\licences"; Flags: ignoreversion

[Icons]
Name: "{userprograms}\Posture"; Filename: "{app}\posture-app-gui.exe"

[UninstallRun]
Filename: "{app}\posture-app.exe"; Parameters: "autostart off"; Flags: runhidden; RunOnceId: "autostart"
