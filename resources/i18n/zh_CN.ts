<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>core</name>
    <message>
        <source>An amount in yuan with at most two decimals, such as 12.50.</source>
        <translation>请填写以元为单位的金额，最多两位小数，例如 12.50。</translation>
    </message>
    <message>
        <source>Please correct: {problems}</source>
        <translation>请更正：{problems}</translation>
    </message>
    <message>
        <source>This field must be filled in.</source>
        <translation>此项必填。</translation>
    </message>
</context>
<context>
    <name>documents</name>
    <message>
        <source>Cancelled. Nothing was written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page {page} of {pages}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{days} d {hours} h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” could not be written to “{folder}”. Check that the folder exists, is not full and may be written to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is open in another program. Close the file there and try again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>importing</name>
    <message>
        <source>Row {row} cannot be read: a quotation mark is not closed. Correct it and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file has no rows. Choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is a web page or XML under another name. Open it in Excel or WPS, save it as .xlsx and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is damaged and cannot be read. Open it in Excel or WPS, save it as a new .xlsx and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is empty. Choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is not a spreadsheet. Choose an Excel, WPS, OpenDocument or CSV file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is protected by a password. Save it without one and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is too large, or claims far more rows and columns than it has. Copy the rows into a new workbook (in several parts if there are many) and import that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is too large. Split it into several files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The import was cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The spreadsheet reader could not be started: {why}. Free disk space or restart the computer, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text&apos;s encoding is not known. Save the file as “CSV UTF-8” in Excel or WPS and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no file “{name}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no sheet “{name}” in this file. It has: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” cannot be opened. If it is open in another program, close it there and try again ({why}).</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>settings</name>
    <message>
        <source>0 never locks by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A folder that daily backups are copied to as well; empty for none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A ticket not dispatched by then counts as late to dispatch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer yes or no.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one of: {choices}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Common practice; set it as your office works</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compact shows more rows on a small screen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the resident&apos;s message on saving</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Days in which a similar ticket is pointed out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>English</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enquiry at the counter or by telephone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enquiry by message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter a whole number from {least} to {most}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From intake to dispatch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Given to residents in messages and on work slips.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language of the window and of printed sheets.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Level 1: first response</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Level 2: first response</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Level 3: first response</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Level 3: result fed back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light, dark, or as Windows is set.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock after minutes without use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log in with a PIN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Minutes before a due time at which it is shown as due soon.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Minutes from entry to the first response for level 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Minutes from entry to the first response for level 2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Minutes from entry to the first response for level 3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Minutes from entry until somebody is on site for a repair of level 1 or 2; the documents also name a first inspection within 2 hours, and provincial rules 2 to 4 hours.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Minutes from entry until the result is fed back to the resident.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Minutes from entry until the result of a level 3 ticket is fed back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Minutes to answer an enquiry made by WeChat, app or another message channel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Minutes to answer an enquiry made in person or by telephone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of this desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Normal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Office</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Office address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Office name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open tickets of the same place, or with nearly the same text, shown at intake.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Puts number, expected time, responsible person and telephone on the clipboard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repair: on site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repair: result fed back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Response and resolution times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row height</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Second place for backups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Service telephone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shown to the other desks, such as “North gate desk”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Simplified Chinese</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stands on every printed sheet and in messages to residents.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stands on letterheads.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The customer&apos;s documents name several figures; this is the strictest one that is met in practice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The customer&apos;s documents: 3 minutes at the counter, 30 minutes by message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The customer&apos;s service standard for the reception office</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no setting “{key}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This setting belongs to the whole office.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tickets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Times are stored in UTC and shown in this zone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warn before due</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without it anybody at the computer acts as the chosen person: for trials only.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>staff</name>
    <message>
        <source>, </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A PIN needs at least {n} characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Field staff</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Manager</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receptionist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Supervisor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This PIN is too easy to guess. Do not use one repeated digit or 1234.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trainer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You may not {action} {entity}. Ask somebody who may: {roles}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>backups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>create</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dispatch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>houses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>print</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reopen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>scenarios and dictionaries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>see personal data of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>staff</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the audit log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tickets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>void</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>work on</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>store</name>
    <message>
        <source>The backup is not sound ({problem}); no file was written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backup was cancelled; no file was written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database does not match this program version. Install the newest version and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database file cannot be opened or written. Check the folder&apos;s permissions and the disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database file is damaged. Restore the latest backup (“restore FILE”).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database is busy with another program. Try again in a moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database must lie on a drive of this computer, not on the network: {path}. Choose a local folder; the shared folder is for exchange only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full. Free some space and save again; nothing was lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no column “{key}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no filter “{key}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This backup cannot be used ({problem}). Choose another one; nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This database was written by a newer version of the program. Install that version here too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This record no longer exists. Refresh the list.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
