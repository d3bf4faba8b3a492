; The set-up program for Windows, made by `python3 dev.py bundle --installers` with Inno Setup 6.
; Installs for one person without administrator's rights. Nobody has run this yet.
; /DVersion, /DBundle, /DOutput and /DName come from devtools/bundle_windows.py.

[Setup]
AppId={{6B0F5C0E-5F0B-4F5C-9A51-3D1B0C5F6A77}
AppName=omgui
AppVersion={#Version}
AppPublisher=The omgui authors
DefaultDirName={autopf}\omgui
DefaultGroupName=omgui
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
ChangesAssociations=yes
CloseApplications=yes
Compression=lzma2/normal
SolidCompression=yes
LZMAUseSeparateProcess=yes
; One file may have two gigabytes; with CUDA there are some .bin files beside it.
#ifdef Large
DiskSpanning=yes
DiskSliceSize=1900000000
#endif
OutputDir={#Output}
OutputBaseFilename={#Name}
UninstallDisplayIcon={app}\omgui.exe
LicenseFile={#SourcePath}\..\..\LICENSE
WizardStyle=modern

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "ru"; MessagesFile: "compiler:Languages\Russian.isl"

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked
Name: "folders"; Description: "{cm:AssocFileExtension,omgui,.omgui}"

[InstallDelete]
; What an older version had and this one has not.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Bundle}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{group}\omgui"; Filename: "{app}\omgui.exe"; AppUserModelID: "org.omgui.omgui"
Name: "{autodesktop}\omgui"; Filename: "{app}\omgui.exe"; AppUserModelID: "org.omgui.omgui"; Tasks: desktopicon

[Registry]
; The store of a dataset opens its workspace; folders and media get "Open with omgui".
Root: HKA; Subkey: "Software\Classes\.omgui"; ValueType: string; ValueData: "omgui.scores"; Flags: uninsdeletevalue; Tasks: folders
Root: HKA; Subkey: "Software\Classes\omgui.scores"; ValueType: string; ValueData: "Scores of an omgui dataset"; Flags: uninsdeletekey; Tasks: folders
Root: HKA; Subkey: "Software\Classes\omgui.scores\DefaultIcon"; ValueType: string; ValueData: "{app}\omgui.exe,0"; Tasks: folders
Root: HKA; Subkey: "Software\Classes\omgui.scores\shell\open\command"; ValueType: string; ValueData: """{app}\omgui.exe"" ""%1"""; Tasks: folders
Root: HKA; Subkey: "Software\Classes\Directory\shell\omgui"; ValueType: string; ValueData: "Open with omgui"; Flags: uninsdeletekey; Tasks: folders
Root: HKA; Subkey: "Software\Classes\Directory\shell\omgui\command"; ValueType: string; ValueData: """{app}\omgui.exe"" ""%1"""; Tasks: folders
Root: HKA; Subkey: "Software\Classes\Applications\omgui.exe\shell\open\command"; ValueType: string; ValueData: """{app}\omgui.exe"" ""%1"""; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Applications\omgui.exe\SupportedTypes"; ValueType: string; ValueName: ".mp4"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\omgui.exe\SupportedTypes"; ValueType: string; ValueName: ".mkv"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\omgui.exe\SupportedTypes"; ValueType: string; ValueName: ".png"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\omgui.exe\SupportedTypes"; ValueType: string; ValueName: ".jpg"; ValueData: ""

[Run]
Filename: "{app}\omgui.exe"; Description: "{cm:LaunchProgram,omgui}"; Flags: nowait postinstall skipifsilent

; Preferences, checkpoints and workspaces are the person's and stay when omgui is removed.
