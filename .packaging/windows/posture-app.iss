; Never run here. For one person, without the rights of an administrator.
[Setup]
AppId=io.github.posture_app.posture_app
AppName=Posture
AppVersion={#Version}
AppPublisher=The posture_app authors
DefaultDirName={localappdata}\Programs\Posture
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
DisableProgramGroupPage=yes
OutputBaseFilename=posture-app-{#Version}-setup
OutputDir=dist
SetupIconFile=icons\io.github.posture_app.posture_app.ico
UninstallDisplayIcon={app}\posture-app-gui.exe
; A running app is asked to end, and started again by the last line of [Run] or at the next login.
CloseApplications=yes
RestartApplications=no

[InstallDelete]
; of the version before: what is no longer in this one must not be found
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "dist\posture-app\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion
; the folder of this name of the release
Source: "licences\*"; DestDir: "{app}\licences"; Flags: ignoreversion

[Icons]
Name: "{userprograms}\Posture"; Filename: "{app}\posture-app-gui.exe"

[Run]
Filename: "{app}\posture-app-gui.exe"; Description: "{cm:LaunchProgram,Posture}"; Flags: postinstall nowait skipifsilent

[UninstallRun]
Filename: "{app}\posture-app.exe"; Parameters: "autostart off"; Flags: runhidden; RunOnceId: "autostart"
Filename: "{app}\posture-app.exe"; Parameters: "quit"; Flags: runhidden; RunOnceId: "quit"
