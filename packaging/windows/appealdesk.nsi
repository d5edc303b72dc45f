; The Windows installer: for one user, without an administrator. tools/package.py gives
; VERSION, PAYLOAD (the program folder), OUT, ROOT (the repository) and ICON.
Unicode true
Target amd64-unicode
!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "LogicLib.nsh"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\AppealDesk"
!define CLASSES "Software\Classes"

Name "AppealDesk"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\AppealDesk"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"
SetCompressor /SOLID lzma
ManifestDPIAware true
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "AppealDesk"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "AppealDesk installer"
VIAddVersionKey "LegalCopyright" "AppealDesk contributors, MIT licence"

!ifdef ICON
  !define MUI_ICON "${ICON}"
  !define MUI_UNICON "${ICON}"
!endif
!insertmacro MUI_PAGE_LICENSE "${ROOT}/LICENSE"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\appealdesk.exe"
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

Section "AppealDesk"
  ; An older version goes first: its program files alone, cases and settings lie elsewhere.
  ; The folder is only ever emptied when it is ours, so that a folder that somebody chose and that
  ; has other things in it loses none of them.
  ${If} ${FileExists} "$INSTDIR\appealdesk.exe"
    RMDir /r "$INSTDIR\_internal"
  ${EndIf}
  SetOutPath "$INSTDIR"
  File /r "${PAYLOAD}/*"
  CreateShortcut "$SMPROGRAMS\AppealDesk.lnk" "$INSTDIR\appealdesk.exe"

  WriteRegStr HKCU "${CLASSES}\.appeal" "" "AppealDesk.Case"
  WriteRegStr HKCU "${CLASSES}\.appeal" "Content Type" "application/vnd.appealdesk.case"
  WriteRegStr HKCU "${CLASSES}\AppealDesk.Case" "" "AppealDesk appeal"
  WriteRegStr HKCU "${CLASSES}\AppealDesk.Case\DefaultIcon" "" "$INSTDIR\appealdesk.exe,0"
  WriteRegStr HKCU "${CLASSES}\AppealDesk.Case\shell\open\command" "" '"$INSTDIR\appealdesk.exe" "%1"'

  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "AppealDesk"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\appealdesk.exe"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "AppealDesk contributors"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  IntFmt $0 "0x%08X" $0
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" "$0"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, i 0, i 0)'
SectionEnd

Section "Uninstall"
  Delete "$SMPROGRAMS\AppealDesk.lnk"
  ; What was installed, by name: an appeal that somebody saved in this folder stays.
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\appealdesk.exe"
  Delete "$INSTDIR\appealdesk-cli.exe"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  ReadRegStr $0 HKCU "${CLASSES}\.appeal" ""
  ${If} $0 == "AppealDesk.Case"
    DeleteRegKey HKCU "${CLASSES}\.appeal"
  ${EndIf}
  DeleteRegKey HKCU "${CLASSES}\AppealDesk.Case"
  DeleteRegKey HKCU "${UNINSTALL}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, i 0, i 0)'
SectionEnd
