<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>bridge</name>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cli</name>
    <message>
        <source>Stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program made a mistake ({name}). Details are in the log: {log}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
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
        <source>More than {most} rows do not fit into one Excel sheet. Narrow the filter, or export as CSV.</source>
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
        <source>“{name}” cannot be shown. Print it again, or open it in another program.</source>
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
    <name>houses</name>
    <message>
        <source>A day such as 2026-11-23.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A house has no field “{key}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At most {n} characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Being decorated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Building</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one of: {choices}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decorated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dormitory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Floor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Floor area</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Floor area (㎡)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Floors of the building</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Handed over on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>House</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Houses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inner area</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inner area (㎡)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lift</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lived in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody entered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not sold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Office space</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open tickets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Owners</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parking space</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phones</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Room</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row {first} says {field} {one} of {house}, this row says {other}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sticky note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Store room</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a house “{value}” already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no deleted house to bring back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no floor 0: below the ground floor comes -1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This must be a whole number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This number cannot be right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vacant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With open tickets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{house} cannot be deleted: {people} people, {tickets} tickets and {others} other records belong to it. Move them to another house first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{zone}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>importing</name>
    <message>
        <source>Cancelled after {done} of {total} rows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No header row for “{kind}” was found in “{file}”. It should have columns such as: {columns}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused rows</source>
        <translation type="unfinished"></translation>
    </message>
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
        <source>The identity card number “{value}” does not fit its check digit; its last digits may be lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The import was cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mapping file cannot be read: {why}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mapping file must be a JSON object such as {example}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number has more than 15 digits: the spreadsheet has lost the last ones. Format the column as text and type it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The spreadsheet has turned “{value}” into a date. Format the column as text and check it.</source>
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
        <source>These columns are missing: {columns}. Add them, or say in the mapping which column they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the cells look like dates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the cells look like dates with times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the cells look like identity card numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the cells look like mobile numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no column “{column}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field}, row {rows}: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field}, rows {rows} … ({count} in all): {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field}: {problem}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{first}; {second}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{field}” is no field; there are: {known}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” cannot be opened. If it is open in another program, close it there and try again ({why}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” cannot be written: {why}. Close it where it is open, or choose another place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{value}” can be read in two ways. Write the date as 2020-06-10.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{value}” is neither yes nor no.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{value}” is not a date and time such as 2020-06-10 14:30.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{value}” is not a date such as 2020-06-10.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{value}” is not a number such as 89.5.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{value}” is not a phone number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{value}” is not a whole number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{value}” is not an amount in yuan such as 12.50.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{value}” is not an identity card number of 18 digits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{value}” is not one of: {choices}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{value}” was read as month/day/year. Check it, or write dates as 2020-06-10.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>jobs</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ledgers</name>
    <message>
        <source>Choose xlsx, pdf or csv.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing matches.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Printed {time} · {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} rows</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>message</name>
    <message>
        <source>Hello, about “{matter}” at {place}: {state}. Your number is {number}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Questions? Call {phone}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Responsible: {name}, {phone}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Responsible: {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result: {result}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody will be with you by {time}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>We will contact you by {time}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You will hear the result by {time}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{office}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>people</name>
    <message>
        <source>A mobile number has 11 digits; this one has {count}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A phone has digits, such as 13812345678 or 0755-12345678.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A plate begins with its province, such as 粤B·12345.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A plate has 7 places, a new-energy one 8, such as 粤B·12345 or 粤B·D12345.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An identity card has 18 places: 17 digits and a digit or X at the end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No mobile number begins with {start}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The birth date in this identity card number cannot be right ({date}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The birth date in this identity card number does not exist ({date}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last place of the identity card does not fit the others; one of them is mistyped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a mobile (11 digits), a landline with area code (0755-12345678) or a foreign one with +.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>phrasing</name>
    <message>
        <source>Fri</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sun</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>due now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>less than 1 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>today {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tomorrow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tomorrow {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yesterday {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{days} d</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{days} d {hours} h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{day} {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{day} {time} {weekday}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{hours} h</source>
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
        <source>{span} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{span} over</source>
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
    <name>slip</name>
    <message>
        <source>Arrived</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Assigned to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring the signed slip back to the reception desk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Category</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checked by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Department</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fee (yuan)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First response due</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Materials</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On site due</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photos taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requester</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resident</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result due</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The resident&apos;s word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Work done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Work slip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Worker</source>
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
        <source>The database has been closed. Start the program again.</source>
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
    <message>
        <source>it is not a database of this program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field}: {new}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field}: {old} removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field}: {old} → {new}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{record} deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{record} entered</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tickets</name>
    <message>
        <source>, </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A promise falls due in the future.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A score is a whole number from 1 (bad) to 5 (very good).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A ticket has no field “{key}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept the work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accepts the result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>App</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Assignee</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At most {n} characters; put longer papers on file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Being handled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Breach</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Category</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Channel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another ticket that has not ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one of: {choices}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose somebody who works here now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cleaning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Complaint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Department</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dispatch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dispatched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Due</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Due by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Engineering</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enquiry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Extra service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fee</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finish</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First response</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First response given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First response: {rule}, {span}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Greening</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>House</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Imported number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Late</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Level 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Level 2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Level 3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Management</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Matter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge into another</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New category “{title}” was added to the tree.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not reached in three tries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not satisfied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On site: {span}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other channel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put on hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason for the hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason or note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Received</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reopened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requester</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result due</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result: {span}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Return to dispatch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row {row} repeats row {first} and was skipped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows {first} and {row} have the same number {number} but another text: both were kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Satisfaction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Satisfied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Security</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send back to work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Suggestion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The level is 1, 2 or 3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The other ticket</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The resident&apos;s word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The row has neither a matter nor a description.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no action “{action}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This moment lies in the future.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This promise has been kept already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This record no longer exists; choose again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tickets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To call back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To dispatch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unknown state ({code})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Void</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Voided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>WeChat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where is it? Choose a room, or name the public area.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write down what the caller said.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write down what was promised.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>accepted the work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>added another caller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>arrived on site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>changed it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>closed it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>did “{action}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dispatched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>enquiry by message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>enquiry in person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>finished the work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gave the first response</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gave the resident the message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>imported it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kept the promise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>level {level}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>merged it into another ticket</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nearly the same text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>noted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open at the same place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open in the same room</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>printed the work slip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>promised</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>put it on hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reopened it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>resumed it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>returned it to dispatch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sent it back to work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>started work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>took it in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>took over another ticket</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>voided it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} has ended. Reopen it to change it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} has ended. Reopen it, or take a new ticket.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} h, day and night</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} min, day and night</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{action}” is not possible while the ticket is “{state}”. Possible now: {allowed}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{action}” needs: {field}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>widgets</name>
    <message>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Level 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Level 2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Level 3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text to copy</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
