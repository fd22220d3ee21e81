<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Alerts</name>
    <message>
        <source>Critical</source>
        <translation>Kritisch</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>Quittiert</translation>
    </message>
    <message>
        <source>Acknowledged by %1</source>
        <translation>Quittiert von %1</translation>
    </message>
    <message>
        <source>Snoozed</source>
        <translation>Zurückgestellt</translation>
    </message>
    <message>
        <source>Snoozed by %1</source>
        <translation>Zurückgestellt von %1</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 Std.</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1 T.</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Schwere</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Betreff</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %Ln more</source>
        <translation>
            <numerusform>%1 und %Ln weiterer</numerusform>
            <numerusform>%1 und %Ln weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Close</name>
    <message>
        <source>Take a backup</source>
        <translation>Sicherung erstellen</translation>
    </message>
    <message>
        <source>Enter the bank statement…</source>
        <translation>Kontoauszug eintragen …</translation>
    </message>
    <message>
        <source>Defer these…</source>
        <translation>Diese zurückstellen …</translation>
    </message>
    <message>
        <source>%1
Added by %2, %3
Hash %4</source>
        <translation>%1
Hinzugefügt von %2, %3
Prüfsumme %4</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 öffnen</translation>
    </message>
    <message>
        <source>opened</source>
        <translation>geöffnet</translation>
    </message>
    <message>
        <source>not opened by you</source>
        <translation>von Ihnen nicht geöffnet</translation>
    </message>
    <message>
        <source>Attach…</source>
        <translation>Anhängen …</translation>
    </message>
    <message>
        <source>Attach evidence</source>
        <translation>Beleg anhängen</translation>
    </message>
    <message>
        <source>Freeze and finalise</source>
        <translation>Festschreiben und feststellen</translation>
    </message>
    <message>
        <source>Pin policy</source>
        <translation>Regelwerk festlegen</translation>
    </message>
    <message>
        <source>Aggregate contributions</source>
        <translation>Beiträge zusammenführen</translation>
    </message>
    <message>
        <source>Compute patronage and surplus</source>
        <translation>Rückvergütung und Überschuss</translation>
    </message>
    <message>
        <source>Propose allocation</source>
        <translation>Zuteilung vorschlagen</translation>
    </message>
    <message>
        <source>Approve allocation</source>
        <translation>Zuteilung genehmigen</translation>
    </message>
    <message>
        <source>Record member allocations</source>
        <translation>Mitgliederzuteilungen erfassen</translation>
    </message>
    <message>
        <source>Post capital accounts</source>
        <translation>Kapitalkonten buchen</translation>
    </message>
    <message>
        <source>Schedule distributions</source>
        <translation>Ausschüttungen planen</translation>
    </message>
    <message>
        <source>Execute distributions</source>
        <translation>Ausschüttungen ausführen</translation>
    </message>
    <message>
        <source>Report and lock</source>
        <translation>Berichten und sperren</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Agreements</source>
        <translation>Vereinbarungen</translation>
    </message>
    <message>
        <source>Treasury</source>
        <translation>Finanzen</translation>
    </message>
    <message>
        <source>Second person</source>
        <translation>Zweite Person</translation>
    </message>
    <message>
        <source>attempt %1 of %2</source>
        <translation>Versuch %1 von %2</translation>
    </message>
    <message>
        <source>next %1</source>
        <translation>nächster %1</translation>
    </message>
    <message>
        <source>for an answer</source>
        <translation>auf eine Antwort</translation>
    </message>
    <message>
        <source>for %1</source>
        <translation>auf %1</translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>closing</source>
        <translation>im Abschluss</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>abgeschlossen</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>gesperrt</translation>
    </message>
    <message>
        <source>reopened</source>
        <translation>wieder geöffnet</translation>
    </message>
    <message>
        <source>Agreements → Treasury</source>
        <translation>Vereinbarungen → Finanzen</translation>
    </message>
</context>
<context>
    <name>Diagram</name>
    <message>
        <source>a problem</source>
        <translation>ein Problem</translation>
    </message>
    <message numerus="yes">
        <source>%Ln problems</source>
        <translation>
            <numerusform>%Ln Problem</numerusform>
            <numerusform>%Ln Probleme</numerusform>
        </translation>
    </message>
    <message>
        <source>waits to be released by a person</source>
        <translation>wartet auf Freigabe durch eine Person</translation>
    </message>
    <message numerus="yes">
        <source>%Ln active</source>
        <translation>
            <numerusform>%Ln aktiv</numerusform>
            <numerusform>%Ln aktiv</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln compensated</source>
        <translation>
            <numerusform>%Ln zurückgenommen</numerusform>
            <numerusform>%Ln zurückgenommen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln completed</source>
        <translation>
            <numerusform>%Ln erledigt</numerusform>
            <numerusform>%Ln erledigt</numerusform>
        </translation>
    </message>
    <message>
        <source>Parallel multiple</source>
        <translation>Parallel-Mehrfach</translation>
    </message>
    <message>
        <source>Multiple</source>
        <translation>Mehrfach</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>Timer</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Escalation</source>
        <translation>Eskalation</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbruch</translation>
    </message>
    <message>
        <source>Compensation</source>
        <translation>Kompensation</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>Bedingung</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>Signal</source>
        <translation>Signal</translation>
    </message>
    <message>
        <source>Terminate</source>
        <translation>Terminierung</translation>
    </message>
    <message>
        <source>start event</source>
        <translation>Startereignis</translation>
    </message>
    <message>
        <source>catch event</source>
        <translation>eintretendes Zwischenereignis</translation>
    </message>
    <message>
        <source>throw event</source>
        <translation>ausgelöstes Zwischenereignis</translation>
    </message>
    <message>
        <source>boundary event</source>
        <translation>angeheftetes Ereignis</translation>
    </message>
    <message>
        <source>end event</source>
        <translation>Endereignis</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>Service task</source>
        <translation>Service-Aufgabe</translation>
    </message>
    <message>
        <source>Send task</source>
        <translation>Sende-Aufgabe</translation>
    </message>
    <message>
        <source>Receive task</source>
        <translation>Empfangs-Aufgabe</translation>
    </message>
    <message>
        <source>User task</source>
        <translation>Benutzer-Aufgabe</translation>
    </message>
    <message>
        <source>Manual task</source>
        <translation>Manuelle Aufgabe</translation>
    </message>
    <message>
        <source>Script task</source>
        <translation>Skript-Aufgabe</translation>
    </message>
    <message>
        <source>Business rule task</source>
        <translation>Geschäftsregel-Aufgabe</translation>
    </message>
    <message>
        <source>Call activity</source>
        <translation>Aufruf-Aktivität</translation>
    </message>
    <message>
        <source>Sub-process</source>
        <translation>Teilprozess</translation>
    </message>
    <message>
        <source>Transaction</source>
        <translation>Transaktion</translation>
    </message>
    <message>
        <source>Ad-hoc sub-process</source>
        <translation>Ad-hoc-Teilprozess</translation>
    </message>
    <message>
        <source>Exclusive gateway</source>
        <translation>Exklusives Gateway</translation>
    </message>
    <message>
        <source>Inclusive gateway</source>
        <translation>Inklusives Gateway</translation>
    </message>
    <message>
        <source>Parallel gateway</source>
        <translation>Paralleles Gateway</translation>
    </message>
    <message>
        <source>Event-based gateway</source>
        <translation>Ereignisbasiertes Gateway</translation>
    </message>
    <message>
        <source>Complex gateway</source>
        <translation>Komplexes Gateway</translation>
    </message>
    <message>
        <source>Data object</source>
        <translation>Datenobjekt</translation>
    </message>
    <message>
        <source>Data store</source>
        <translation>Datenspeicher</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Anmerkung</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Pool</source>
        <translation>Pool</translation>
    </message>
    <message>
        <source>Lane</source>
        <translation>Lane</translation>
    </message>
</context>
<context>
    <name>Inbox</name>
    <message>
        <source>%1 d overdue</source>
        <translation>%1 T. überfällig</translation>
    </message>
    <message>
        <source>%1 h overdue</source>
        <translation>%1 Std. überfällig</translation>
    </message>
    <message>
        <source>overdue</source>
        <translation>überfällig</translation>
    </message>
    <message>
        <source>tomorrow</source>
        <translation>morgen</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Betreff</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Betrag</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Fällig</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>decided by %1</source>
        <translation>entschieden von %1</translation>
    </message>
    <message>
        <source>held by %1</source>
        <translation>bei %1</translation>
    </message>
</context>
<context>
    <name>Instances</name>
    <message>
        <source>Started</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>Step done</source>
        <translation>Schritt erledigt</translation>
    </message>
    <message>
        <source>Attempt failed</source>
        <translation>Versuch fehlgeschlagen</translation>
    </message>
    <message>
        <source>Error thrown</source>
        <translation>Fehler ausgelöst</translation>
    </message>
    <message>
        <source>Step released</source>
        <translation>Schritt freigegeben</translation>
    </message>
    <message>
        <source>Attempt timed out</source>
        <translation>Zeit des Versuchs abgelaufen</translation>
    </message>
    <message>
        <source>Task completed</source>
        <translation>Aufgabe erledigt</translation>
    </message>
    <message>
        <source>Task claimed</source>
        <translation>Aufgabe übernommen</translation>
    </message>
    <message>
        <source>Task given back</source>
        <translation>Aufgabe zurückgegeben</translation>
    </message>
    <message>
        <source>Timer fired</source>
        <translation>Zeit abgelaufen</translation>
    </message>
    <message>
        <source>Retried</source>
        <translation>Wiederholt</translation>
    </message>
    <message>
        <source>Called process ended</source>
        <translation>Aufgerufener Prozess beendet</translation>
    </message>
    <message>
        <source>Called process failed</source>
        <translation>Aufgerufener Prozess fehlgeschlagen</translation>
    </message>
    <message>
        <source>Undone back to a step</source>
        <translation>Bis zu einem Schritt zurückgenommen</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>Zurückgenommen</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Variables changed</source>
        <translation>Variablen geändert</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Began</source>
        <translation>Begann</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>seit %1</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>With</source>
        <translation>Mit</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>What failed</source>
        <translation>Was fehlschlug</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Mended</source>
        <translation>Behoben</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 m %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 m</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h %2 m</source>
        <translation>%1 Std. %2 min</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 T. %2 Std.</translation>
    </message>
    <message>
        <source>attempt %1 of %2</source>
        <translation>Versuch %1 von %2</translation>
    </message>
    <message>
        <source>next %1</source>
        <translation>nächster %1</translation>
    </message>
    <message>
        <source>All states</source>
        <translation>Alle Zustände</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Prozess</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Instance %1</source>
        <translation>Vorgang %1</translation>
    </message>
    <message>
        <source>a problem</source>
        <translation>ein Problem</translation>
    </message>
    <message numerus="yes">
        <source>%Ln problems</source>
        <translation>
            <numerusform>%Ln Problem</numerusform>
            <numerusform>%Ln Probleme</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Everywhere</source>
        <translation>Überall</translation>
    </message>
    <message>
        <source>Lists</source>
        <translation>Listen</translation>
    </message>
</context>
<context>
    <name>Place</name>
    <message>
        <source>Alerts</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Abschluss</translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation>Eingang</translation>
    </message>
    <message>
        <source>Instances</source>
        <translation>Vorgänge</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>Arbeit</translation>
    </message>
    <message>
        <source>Operate</source>
        <translation>Betrieb</translation>
    </message>
    <message>
        <source>Insight</source>
        <translation>Einblick</translation>
    </message>
</context>
<context>
    <name>Role</name>
    <message>
        <source>Member</source>
        <translation>Mitglied</translation>
    </message>
    <message>
        <source>Contributor</source>
        <translation>Beitragende</translation>
    </message>
    <message>
        <source>Reviewer</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Treasurer</source>
        <translation>Kasse</translation>
    </message>
    <message>
        <source>Allocator</source>
        <translation>Zuteilung</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>Verwaltung</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>Vorstand</translation>
    </message>
    <message>
        <source>Auditor</source>
        <translation>Revision</translation>
    </message>
    <message>
        <source>Workflow designer</source>
        <translation>Prozessgestaltung</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Not started</source>
        <translation>Nicht begonnen</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Retrying</source>
        <translation>Wiederholt</translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation>Ausgesetzt</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Compensating</source>
        <translation>Wird zurückgenommen</translation>
    </message>
    <message>
        <source>Compensated</source>
        <translation>Zurückgenommen</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>Übersprungen</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
</context>
<context>
    <name>Text</name>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 Std.</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1 T.</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>in %1</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>vor %1</translation>
    </message>
    <message>
        <source>en</source>
        <extracomment>The code of this language: it names the months.</extracomment>
        <translation>de</translation>
    </message>
    <message>
        <source>d MMM HH:mm</source>
        <translation>d. MMM HH:mm</translation>
    </message>
    <message>
        <source>d MMM yyyy HH:mm</source>
        <translation>d. MMM yyyy HH:mm</translation>
    </message>
    <message>
        <source> or </source>
        <extracomment>Between the roles one of which signs: &quot;Board or Administrator&quot;.</extracomment>
        <translation> oder </translation>
    </message>
</context>
<context>
    <name>habitat::ui::AlertCommands</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Acknowledged: %1.</source>
        <translation>Quittiert: %1.</translation>
    </message>
    <message>
        <source>It could not be acknowledged</source>
        <translation>Es konnte nicht quittiert werden</translation>
    </message>
    <message>
        <source>Snoozed %1: %2.</source>
        <translation>Zurückgestellt %1: %2.</translation>
    </message>
    <message>
        <source>It could not be snoozed</source>
        <translation>Es konnte nicht zurückgestellt werden</translation>
    </message>
    <message>
        <source>Open again: %1.</source>
        <translation>Wieder offen: %1.</translation>
    </message>
    <message>
        <source>It could not be reopened</source>
        <translation>Es konnte nicht wieder geöffnet werden</translation>
    </message>
    <message>
        <source>Retrying %1…</source>
        <translation>%1 wird wiederholt …</translation>
    </message>
    <message>
        <source>Looking for the instances of this alert…</source>
        <translation>Die Vorgänge dieses Alarms werden gesucht …</translation>
    </message>
    <message>
        <source>The instances could not be read</source>
        <translation>Die Vorgänge konnten nicht gelesen werden</translation>
    </message>
    <message>
        <source>its other problems (%1) are retried too</source>
        <translation>seine anderen Probleme (%1) werden mit wiederholt</translation>
    </message>
    <message>
        <source>Retry: %1</source>
        <translation>Wiederholen: %1</translation>
    </message>
    <message>
        <source>Each instance is tried again where it failed. Where the cause is still there, it fails again and the alert stays.</source>
        <translation>Jeder Vorgang wird dort wiederholt, wo er fehlschlug. Besteht die Ursache weiter, schlägt er erneut fehl, und der Alarm bleibt.</translation>
    </message>
    <message>
        <source>Not open any more: %1.</source>
        <translation>Nicht mehr offen: %1.</translation>
    </message>
    <message>
        <source>Retried</source>
        <translation>Wiederholt</translation>
    </message>
    <message numerus="yes">
        <source>Retry %Ln</source>
        <translation>
            <numerusform>%Ln wiederholen</numerusform>
            <numerusform>%Ln wiederholen</numerusform>
        </translation>
    </message>
    <message>
        <source>Retried %1: the problem is gone.</source>
        <translation>%1 wiederholt: Das Problem ist behoben.</translation>
    </message>
    <message>
        <source>Retried, and the cause is still there</source>
        <translation>Wiederholt, und die Ursache besteht weiter</translation>
    </message>
    <message>
        <source>%1 could not be retried</source>
        <translation>%1 konnte nicht wiederholt werden</translation>
    </message>
</context>
<context>
    <name>habitat::ui::AlertPane</name>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Quittieren</translation>
    </message>
    <message>
        <source>Snooze ▾</source>
        <translation>Zurückstellen ▾</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>Wieder öffnen</translation>
    </message>
    <message>
        <source>Why, and what to do</source>
        <translation>Warum, und was zu tun ist</translation>
    </message>
    <message>
        <source>Alert</source>
        <translation>Alarm</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Was zu tun ist</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>For 1 hour</source>
        <translation>Für 1 Stunde</translation>
    </message>
    <message>
        <source>For 4 hours</source>
        <translation>Für 4 Stunden</translation>
    </message>
    <message>
        <source>Until tomorrow, 8:00</source>
        <translation>Bis morgen, 8:00</translation>
    </message>
    <message>
        <source>Snooze</source>
        <translation>Zurückstellen</translation>
    </message>
    <message>
        <source>Somebody looks at it: it leaves the badge (E)</source>
        <translation>Jemand kümmert sich: Es zählt nicht mehr mit (E)</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Concerns %1</source>
        <translation>Betrifft %1</translation>
    </message>
    <message>
        <source>Once</source>
        <translation>Einmal</translation>
    </message>
    <message numerus="yes">
        <source>%Ln times</source>
        <translation>
            <numerusform>%Ln Mal</numerusform>
            <numerusform>%Ln Mal</numerusform>
        </translation>
    </message>
    <message>
        <source>Open it and see where it stands.</source>
        <translation>Öffnen Sie ihn und sehen Sie, wo er steht.</translation>
    </message>
    <message>
        <source>Cause %1</source>
        <translation>Ursache %1</translation>
    </message>
    <message>
        <source>Alert: %1</source>
        <translation>Alarm: %1</translation>
    </message>
    <message>
        <source>Nothing chosen</source>
        <translation>Nichts ausgewählt</translation>
    </message>
    <message>
        <source>Nothing is chosen</source>
        <translation>Nichts ist ausgewählt</translation>
    </message>
    <message>
        <source>Choose an alert to see why it is there and what to do.</source>
        <translation>Wählen Sie einen Alarm, um zu sehen, warum es ihn gibt und was zu tun ist.</translation>
    </message>
    <message>
        <source>Nothing is chosen.</source>
        <translation>Nichts ist ausgewählt.</translation>
    </message>
    <message>
        <source>This alert is not about an instance.</source>
        <translation>Dieser Alarm betrifft keinen Vorgang.</translation>
    </message>
    <message numerus="yes">
        <source>Retry %Ln…</source>
        <translation>
            <numerusform>%Ln wiederholen …</numerusform>
            <numerusform>%Ln wiederholen …</numerusform>
        </translation>
    </message>
    <message>
        <source>Since %1, %2</source>
        <translation>Seit %1, %2</translation>
    </message>
</context>
<context>
    <name>habitat::ui::AlertsPage</name>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>Quittiert</translation>
    </message>
    <message>
        <source>Snoozed</source>
        <translation>Zurückgestellt</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>Which alerts</source>
        <translation>Welche Alarme</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Filter alerts</source>
        <translation>Alarme filtern</translation>
    </message>
    <message>
        <source>Open the instance</source>
        <translation>Vorgang öffnen</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Quittieren</translation>
    </message>
    <message>
        <source>Snooze…</source>
        <translation>Zurückstellen …</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>Wieder öffnen</translation>
    </message>
    <message numerus="yes">
        <source>for %Ln hours</source>
        <translation>
            <numerusform>für %Ln Stunde</numerusform>
            <numerusform>für %Ln Stunden</numerusform>
        </translation>
    </message>
    <message>
        <source>until tomorrow</source>
        <translation>bis morgen</translation>
    </message>
    <message>
        <source>The list is copied as a table.</source>
        <translation>Die Liste ist als Tabelle kopiert.</translation>
    </message>
    <message>
        <source>%1 open</source>
        <translation>%1 offen</translation>
    </message>
    <message>
        <source>Nothing failed, nothing stuck</source>
        <translation>Nichts fehlgeschlagen, nichts stecken geblieben</translation>
    </message>
    <message>
        <source>What fails, waits too long or is not taken up appears here by itself.</source>
        <translation>Was fehlschlägt, zu lange wartet oder liegen bleibt, erscheint hier von selbst.</translation>
    </message>
    <message>
        <source>Nothing is acknowledged</source>
        <translation>Nichts ist quittiert</translation>
    </message>
    <message>
        <source>What somebody looks after stands here until its cause is gone.</source>
        <translation>Worum sich jemand kümmert, steht hier, bis die Ursache behoben ist.</translation>
    </message>
    <message>
        <source>Nothing is snoozed</source>
        <translation>Nichts ist zurückgestellt</translation>
    </message>
    <message>
        <source>What is put off stands here until its time.</source>
        <translation>Was zurückgestellt ist, steht hier bis zu seiner Zeit.</translation>
    </message>
</context>
<context>
    <name>habitat::ui::BatchDialog</name>
    <message>
        <source>Item</source>
        <translation>Eintrag</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Betrag</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Why; it is kept with each record and cannot be changed later</source>
        <translation>Warum; wird bei jedem Datensatz aufbewahrt und ist nicht mehr änderbar</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>Zu tun</translation>
    </message>
    <message>
        <source>Left out: %1</source>
        <translation>Ausgelassen: %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln to do</source>
        <translation>
            <numerusform>%Ln zu tun</numerusform>
            <numerusform>%Ln zu tun</numerusform>
        </translation>
    </message>
    <message>
        <source>total %1</source>
        <translation>Summe %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln left out</source>
        <translation>
            <numerusform>%Ln ausgelassen</numerusform>
            <numerusform>%Ln ausgelassen</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing here can be done by you.</source>
        <translation>Hiervon können Sie nichts tun.</translation>
    </message>
    <message>
        <source>A reason is required.</source>
        <translation>Ein Grund ist erforderlich.</translation>
    </message>
    <message>
        <source>It is under way.</source>
        <translation>Es läuft bereits.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Under way…</source>
        <translation>Läuft …</translation>
    </message>
    <message numerus="yes">
        <source>%Ln done</source>
        <translation>
            <numerusform>%Ln erledigt</numerusform>
            <numerusform>%Ln erledigt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln refused</source>
        <translation>
            <numerusform>%Ln abgelehnt</numerusform>
            <numerusform>%Ln abgelehnt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>stopped, %Ln not touched</source>
        <translation>
            <numerusform>angehalten, %Ln unberührt</numerusform>
            <numerusform>angehalten, %Ln unberührt</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>It stops after the one that is under way.</source>
        <translation>Es hält nach dem laufenden an.</translation>
    </message>
</context>
<context>
    <name>habitat::ui::CloseCommands</name>
    <message>
        <source>Starting the close…</source>
        <translation>Der Abschluss wird begonnen …</translation>
    </message>
    <message>
        <source>The close has started.</source>
        <translation>Der Abschluss hat begonnen.</translation>
    </message>
    <message>
        <source>The close could not be started</source>
        <translation>Der Abschluss konnte nicht begonnen werden</translation>
    </message>
    <message>
        <source>Running step %1…</source>
        <translation>Schritt %1 wird ausgeführt …</translation>
    </message>
    <message>
        <source>Step %1 is completed.</source>
        <translation>Schritt %1 ist erledigt.</translation>
    </message>
    <message>
        <source>Step %1 did not run</source>
        <translation>Schritt %1 wurde nicht ausgeführt</translation>
    </message>
    <message>
        <source>Retrying step %1…</source>
        <translation>Schritt %1 wird wiederholt …</translation>
    </message>
    <message>
        <source>The cause is gone: step %1 is completed.</source>
        <translation>Die Ursache ist behoben: Schritt %1 ist erledigt.</translation>
    </message>
    <message>
        <source>The cause is still there; step %1 failed again</source>
        <translation>Die Ursache besteht weiter; Schritt %1 schlug erneut fehl</translation>
    </message>
    <message>
        <source>Step %1 could not be retried</source>
        <translation>Schritt %1 konnte nicht wiederholt werden</translation>
    </message>
    <message>
        <source>Step %1 is signed by %2.</source>
        <translation>Schritt %1 ist von %2 unterschrieben.</translation>
    </message>
    <message>
        <source>Reading what an undo would do…</source>
        <translation>Es wird ermittelt, was das Zurücknehmen bewirkt …</translation>
    </message>
    <message>
        <source>The undo could not be planned</source>
        <translation>Das Zurücknehmen konnte nicht geplant werden</translation>
    </message>
    <message>
        <source>Undo back to step %1, %2</source>
        <translation>Zurück bis Schritt %1, %2</translation>
    </message>
    <message>
        <source>The close of %1 goes back to where it was before this step. What was posted is reversed by linked journals; nothing is deleted. It can run forward again.</source>
        <translation>Der Abschluss von %1 geht auf den Stand vor diesem Schritt zurück. Gebuchtes wird durch verknüpfte Buchungen storniert; nichts wird gelöscht. Er kann danach wieder vorwärts laufen.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>Some of this cannot be undone.</source>
        <translation>Manches davon lässt sich nicht zurücknehmen.</translation>
    </message>
    <message>
        <source>Undoing back to step %1…</source>
        <translation>Es wird bis Schritt %1 zurückgenommen …</translation>
    </message>
    <message>
        <source>Undone back to step %1.</source>
        <translation>Bis Schritt %1 zurückgenommen.</translation>
    </message>
    <message>
        <source>The undo was refused</source>
        <translation>Das Zurücknehmen wurde abgelehnt</translation>
    </message>
    <message>
        <source>Attach evidence</source>
        <translation>Beleg anhängen</translation>
    </message>
    <message>
        <source>Attaching…</source>
        <translation>Wird angehängt …</translation>
    </message>
    <message>
        <source>The evidence is attached.</source>
        <translation>Der Beleg ist angehängt.</translation>
    </message>
    <message>
        <source>The file could not be attached</source>
        <translation>Die Datei konnte nicht angehängt werden</translation>
    </message>
    <message>
        <source>The evidence could not be opened</source>
        <translation>Der Beleg konnte nicht geöffnet werden</translation>
    </message>
    <message>
        <source>Taking a backup…</source>
        <translation>Eine Sicherung wird erstellt …</translation>
    </message>
    <message>
        <source>Backup taken: %1</source>
        <translation>Sicherung erstellt: %1</translation>
    </message>
    <message>
        <source>No backup was taken</source>
        <translation>Es wurde keine Sicherung erstellt</translation>
    </message>
    <message>
        <source>Entering the statement…</source>
        <translation>Der Kontoauszug wird eingetragen …</translation>
    </message>
    <message>
        <source>The statement is entered.</source>
        <translation>Der Kontoauszug ist eingetragen.</translation>
    </message>
    <message>
        <source>The statement was refused</source>
        <translation>Der Kontoauszug wurde abgelehnt</translation>
    </message>
    <message>
        <source>Defer these contributions</source>
        <translation>Diese Beiträge zurückstellen</translation>
    </message>
    <message>
        <source>They stay pending and are left out of %1; a later period takes them up.</source>
        <translation>Sie bleiben offen und zählen nicht in %1; eine spätere Periode nimmt sie auf.</translation>
    </message>
    <message>
        <source>Defer</source>
        <translation>Zurückstellen</translation>
    </message>
    <message>
        <source>Deferring…</source>
        <translation>Wird zurückgestellt …</translation>
    </message>
    <message>
        <source>Deferred.</source>
        <translation>Zurückgestellt.</translation>
    </message>
    <message>
        <source>%1 could not be deferred</source>
        <translation>%1 konnte nicht zurückgestellt werden</translation>
    </message>
    <message>
        <source>Writing the statements…</source>
        <translation>Die Mitgliederauszüge werden geschrieben …</translation>
    </message>
    <message>
        <source>The statements were not written</source>
        <translation>Die Mitgliederauszüge wurden nicht geschrieben</translation>
    </message>
    <message>
        <source>The statements are in %1.</source>
        <translation>Die Mitgliederauszüge liegen in %1.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Export figures</source>
        <translation>Zahlen exportieren</translation>
    </message>
    <message>
        <source>Excel (*.xlsx)</source>
        <translation>Excel (*.xlsx)</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Exporting…</source>
        <translation>Wird exportiert …</translation>
    </message>
    <message>
        <source>Exported to %1.</source>
        <translation>Nach %1 exportiert.</translation>
    </message>
    <message>
        <source>The figures could not be exported</source>
        <translation>Die Zahlen konnten nicht exportiert werden</translation>
    </message>
    <message>
        <source>Reading what reopening would do…</source>
        <translation>Es wird gelesen, was das Wiederöffnen bewirken würde …</translation>
    </message>
    <message>
        <source>The reopening could not be planned</source>
        <translation>Das Wiederöffnen konnte nicht geplant werden</translation>
    </message>
    <message>
        <source>Reopen period %1</source>
        <translation>Periode %1 wieder öffnen</translation>
    </message>
    <message>
        <source>The close of %1 is taken back, so that a correction can be posted and the period closed anew. What was posted is reversed by linked journals; nothing is deleted.</source>
        <translation>Der Abschluss von %1 wird zurückgenommen, damit eine Korrektur gebucht und die Periode neu abgeschlossen werden kann. Gebuchtes wird durch verknüpfte Gegenbuchungen aufgehoben; nichts wird gelöscht.</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>Wieder öffnen</translation>
    </message>
    <message>
        <source>Reopening %1…</source>
        <translation>%1 wird wieder geöffnet …</translation>
    </message>
    <message>
        <source>%1 is reopened.</source>
        <translation>%1 ist wieder geöffnet.</translation>
    </message>
    <message>
        <source>The reopening was refused</source>
        <translation>Das Wiederöffnen wurde abgelehnt</translation>
    </message>
</context>
<context>
    <name>habitat::ui::CloseHeader</name>
    <message>
        <source>Undo close…</source>
        <translation>Zurücknehmen …</translation>
    </message>
    <message>
        <source>Start close…</source>
        <translation>Abschluss beginnen …</translation>
    </message>
    <message>
        <source>Statements</source>
        <translation>Auszüge</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Abschluss</translation>
    </message>
    <message>
        <source>Writes each member&apos;s statement as PDF</source>
        <translation>Schreibt den Auszug jedes Mitglieds als PDF</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Periode</translation>
    </message>
    <message>
        <source>%1 of %2 steps completed</source>
        <translation>%1 von %2 Schritten erledigt</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>gesperrt</translation>
    </message>
    <message>
        <source>day %1</source>
        <translation>Tag %1</translation>
    </message>
    <message>
        <source>Started %1</source>
        <translation>Begonnen %1</translation>
    </message>
    <message>
        <source>day %1 of %2</source>
        <translation>Tag %1 von %2</translation>
    </message>
    <message>
        <source>overdue</source>
        <translation>überfällig</translation>
    </message>
    <message>
        <source>Due %1</source>
        <translation>Fällig %1</translation>
    </message>
    <message>
        <source>Reopen period…</source>
        <translation>Wieder öffnen …</translation>
    </message>
    <message>
        <source>reopened by %1 and %2</source>
        <translation>wieder geöffnet von %1 und %2</translation>
    </message>
    <message>
        <source>Reopened by %1 and %2 on %3, because: %4</source>
        <translation>Wieder geöffnet von %1 und %2 am %3, weil: %4</translation>
    </message>
    <message>
        <source>Reopened by %1 and %2, with %3 of the Board, on %4, because: %5</source>
        <translation>Wieder geöffnet von %1 und %2, mit %3 vom Vorstand, am %4, weil: %5</translation>
    </message>
</context>
<context>
    <name>habitat::ui::ClosePage</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Next ready</source>
        <translation>Nächster bereiter</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Abschluss</translation>
    </message>
    <message>
        <source>Run this step</source>
        <translation>Diesen Schritt ausführen</translation>
    </message>
    <message>
        <source>Next ready step</source>
        <translation>Nächster bereiter Schritt</translation>
    </message>
    <message>
        <source>Preview this step</source>
        <translation>Vorschau dieses Schritts</translation>
    </message>
    <message>
        <source>Retry this step</source>
        <translation>Diesen Schritt wiederholen</translation>
    </message>
    <message>
        <source>Sign this step…</source>
        <translation>Diesen Schritt unterschreiben …</translation>
    </message>
    <message>
        <source>Undo back to this step…</source>
        <translation>Bis zu diesem Schritt zurücknehmen …</translation>
    </message>
    <message>
        <source>Write the members&apos; statements</source>
        <translation>Mitgliederauszüge schreiben</translation>
    </message>
    <message>
        <source>Start close…</source>
        <translation>Abschluss beginnen …</translation>
    </message>
    <message>
        <source>This step shows no figures to export.</source>
        <translation>Dieser Schritt zeigt keine Zahlen zum Exportieren.</translation>
    </message>
    <message>
        <source>There is no period yet</source>
        <translation>Es gibt noch keine Periode</translation>
    </message>
    <message>
        <source>Periods appear with the first journal that is imported. Then a close can start here.</source>
        <translation>Perioden entstehen mit dem ersten importierten Journal. Dann kann hier ein Abschluss beginnen.</translation>
    </message>
    <message>
        <source>Nothing is completed that could be undone.</source>
        <translation>Es ist nichts erledigt, was zurückzunehmen wäre.</translation>
    </message>
    <message>
        <source>No step waits for anybody.</source>
        <translation>Kein Schritt wartet auf jemanden.</translation>
    </message>
    <message>
        <source>The close of %1 has not started</source>
        <translation>Der Abschluss von %1 hat nicht begonnen</translation>
    </message>
    <message>
        <source>Its eleven steps will appear here, with their figures, evidence and signatures.</source>
        <translation>Hier erscheinen seine elf Schritte mit Zahlen, Belegen und Unterschriften.</translation>
    </message>
    <message>
        <source>You began here.</source>
        <translation>Hier haben Sie begonnen.</translation>
    </message>
    <message>
        <source>net income %1</source>
        <translation>Nettoergebnis %1</translation>
    </message>
    <message>
        <source>reserve %1</source>
        <translation>Rücklage %1</translation>
    </message>
    <message>
        <source>%1 allocated</source>
        <translation>%1 zugeteilt</translation>
    </message>
    <message>
        <source>Money so far: %1</source>
        <translation>Beträge bisher: %1</translation>
    </message>
    <message>
        <source>Previewing step %1…</source>
        <translation>Vorschau von Schritt %1 …</translation>
    </message>
    <message>
        <source>The preview says that this step would be refused</source>
        <translation>Laut Vorschau würde dieser Schritt abgelehnt</translation>
    </message>
    <message>
        <source>Reopen this period…</source>
        <translation>Diese Periode wieder öffnen …</translation>
    </message>
</context>
<context>
    <name>habitat::ui::CommandPalette</name>
    <message>
        <source>Search or do</source>
        <translation>Suchen oder ausführen</translation>
    </message>
    <message>
        <source>A place, an action, or the key of an instance</source>
        <translation>Ein Ort, eine Aktion oder der Schlüssel eines Vorgangs</translation>
    </message>
    <message>
        <source>Matches</source>
        <translation>Treffer</translation>
    </message>
</context>
<context>
    <name>habitat::ui::ConfirmDialog</name>
    <message>
        <source>This cannot be done</source>
        <translation>Das ist nicht möglich</translation>
    </message>
    <message>
        <source>Cannot be undone: %1</source>
        <translation>Nicht zurückzunehmen: %1</translation>
    </message>
    <message>
        <source>What happens, in order</source>
        <translation>Was geschieht, der Reihe nach</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Why; it is kept with the record and cannot be changed later</source>
        <translation>Warum; wird mit dem Vorgang aufbewahrt und ist nicht mehr änderbar</translation>
    </message>
    <message>
        <source>Type %1 to confirm</source>
        <translation>Zur Bestätigung %1 eingeben</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>A second person confirms</source>
        <translation>Eine zweite Person bestätigt</translation>
    </message>
    <message>
        <source>A reason is required.</source>
        <translation>Ein Grund ist erforderlich.</translation>
    </message>
    <message>
        <source>Type %1 to confirm.</source>
        <translation>Geben Sie zur Bestätigung %1 ein.</translation>
    </message>
    <message>
        <source>The Board consents</source>
        <translation>Der Vorstand stimmt zu</translation>
    </message>
    <message>
        <source>The Board member must be a third person.</source>
        <translation>Das Vorstandsmitglied muss eine dritte Person sein.</translation>
    </message>
</context>
<context>
    <name>habitat::ui::DiagramLegend</name>
    <message>
        <source>problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>held for a person</source>
        <translation>wartet auf eine Person</translation>
    </message>
    <message>
        <source>running, how many</source>
        <translation>läuft, wie viele</translation>
    </message>
    <message>
        <source>done</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>way taken</source>
        <translation>genommener Weg</translation>
    </message>
    <message>
        <source>undone</source>
        <translation>zurückgenommen</translation>
    </message>
    <message>
        <source>strong line: %1</source>
        <translation>starke Linie: %1</translation>
    </message>
    <message>
        <source>Legend: %1</source>
        <translation>Legende: %1</translation>
    </message>
</context>
<context>
    <name>habitat::ui::DiagramPane</name>
    <message>
        <source>Diagram</source>
        <translation>Diagramm</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>Zoom out (−)</source>
        <translation>Verkleinern (−)</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Zoom in (+)</source>
        <translation>Vergrößern (+)</translation>
    </message>
    <message>
        <source>Fit the whole diagram</source>
        <translation>Ganzes Diagramm einpassen</translation>
    </message>
    <message>
        <source>Show all of it (0)</source>
        <translation>Alles zeigen (0)</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>This process carries no picture</source>
        <translation>Dieser Prozess hat kein Bild</translation>
    </message>
    <message>
        <source>Its file has no diagram. Steps and timeline show what happens.</source>
        <translation>Seine Datei enthält kein Diagramm. Schritte und Verlauf zeigen, was geschieht.</translation>
    </message>
</context>
<context>
    <name>habitat::ui::DiagramView</name>
    <message>
        <source>Process diagram</source>
        <translation>Prozessdiagramm</translation>
    </message>
    <message>
        <source>Diagram of %1</source>
        <translation>Diagramm von %1</translation>
    </message>
    <message>
        <source>Arrows move along the flows, Enter chooses, plus and minus zoom, 0 shows all</source>
        <translation>Pfeile folgen den Flüssen, Enter wählt, Plus und Minus zoomen, 0 zeigt alles</translation>
    </message>
</context>
<context>
    <name>habitat::ui::FiguresView</name>
    <message numerus="yes">
        <source>%Ln rows</source>
        <translation>
            <numerusform>%Ln Zeile</numerusform>
            <numerusform>%Ln Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy as table</source>
        <translation>Als Tabelle kopieren</translation>
    </message>
    <message>
        <source>Copy %1 as table</source>
        <translation>%1 als Tabelle kopieren</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>Export %1</source>
        <translation>%1 exportieren</translation>
    </message>
</context>
<context>
    <name>habitat::ui::HelpDialog</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source> or </source>
        <translation> oder </translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
</context>
<context>
    <name>habitat::ui::InboxCommands</name>
    <message>
        <source>Recording the decision on %1…</source>
        <translation>Die Entscheidung zu %1 wird aufgezeichnet …</translation>
    </message>
    <message>
        <source>%1 was not decided</source>
        <translation>Über %1 wurde nicht entschieden</translation>
    </message>
    <message>
        <source>Signed: %1, %2.</source>
        <translation>Unterschrieben: %1, %2.</translation>
    </message>
    <message>
        <source>Approved %1.</source>
        <translation>%1 genehmigt.</translation>
    </message>
    <message>
        <source>Approve %1</source>
        <translation>%1 genehmigen</translation>
    </message>
    <message>
        <source>Your signature stands for these facts of %1. If one of them changes, it is suspended.</source>
        <translation>Ihre Unterschrift gilt für diese Angaben von %1. Ändert sich eine davon, ruht sie.</translation>
    </message>
    <message>
        <source>%1 is over the threshold of %2: after you, a second approver decides.</source>
        <translation>%1 liegt über der Grenze von %2: Nach Ihnen entscheidet eine zweite Person.</translation>
    </message>
    <message>
        <source>%1 of %2 is approved for %3</source>
        <translation>%1 über %2 ist für %3 genehmigt</translation>
    </message>
    <message>
        <source>Your name and the time are kept with it</source>
        <translation>Ihr Name und die Zeit werden dabei aufbewahrt</translation>
    </message>
    <message>
        <source>It waits for a second approver, who may not be you</source>
        <translation>Danach entscheidet eine zweite Person, nicht Sie</translation>
    </message>
    <message>
        <source>%1 is over the threshold of %2: this is the second approval.</source>
        <translation>%1 liegt über der Grenze von %2: Dies ist die zweite Genehmigung.</translation>
    </message>
    <message>
        <source>The contribution is accepted</source>
        <translation>Der Beitrag ist angenommen</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>Unterschreiben</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Genehmigen</translation>
    </message>
    <message>
        <source>Reject %1</source>
        <translation>%1 ablehnen</translation>
    </message>
    <message>
        <source>Whoever submitted it reads the reason.</source>
        <translation>Wer ihn eingereicht hat, liest den Grund.</translation>
    </message>
    <message>
        <source>%1 is rejected and counts nowhere</source>
        <translation>%1 ist abgelehnt und zählt nirgends</translation>
    </message>
    <message>
        <source>Its process ends; it can be submitted again as a new one</source>
        <translation>Sein Prozess endet; er kann neu eingereicht werden</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Rejected %1.</source>
        <translation>%1 abgelehnt.</translation>
    </message>
    <message>
        <source>Ask for information on %1</source>
        <translation>Rückfrage zu %1</translation>
    </message>
    <message>
        <source>It goes back to whoever submitted it, with your question, and returns here with the answer.</source>
        <translation>Er geht mit Ihrer Frage zurück an die einreichende Person und kommt mit der Antwort wieder hierher.</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Rückfragen</translation>
    </message>
    <message>
        <source>Your question; it is kept with the record</source>
        <translation>Ihre Frage; sie wird mit dem Vorgang aufbewahrt</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>Asked for information on %1.</source>
        <translation>Rückfrage zu %1 gestellt.</translation>
    </message>
    <message>
        <source>Answered; %1 is reviewed again.</source>
        <translation>Beantwortet; %1 wird erneut geprüft.</translation>
    </message>
    <message>
        <source>You hold %1 now.</source>
        <translation>%1 liegt jetzt bei Ihnen.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>%1 could not be claimed</source>
        <translation>%1 konnte nicht übernommen werden</translation>
    </message>
    <message>
        <source>%1 is free for others again.</source>
        <translation>%1 ist wieder frei für andere.</translation>
    </message>
    <message>
        <source>%1 could not be given back</source>
        <translation>%1 konnte nicht zurückgegeben werden</translation>
    </message>
    <message>
        <source>Approve what is checked</source>
        <translation>Markierte genehmigen</translation>
    </message>
    <message>
        <source>Each is decided on its own, in this order; what is refused stays where it is.</source>
        <translation>Über jeden wird einzeln und in dieser Reihenfolge entschieden; was abgelehnt wird, bleibt, wo es ist.</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>Genehmigt</translation>
    </message>
    <message>
        <source>It needs an answer in words.</source>
        <translation>Er braucht eine Antwort in Worten.</translation>
    </message>
    <message>
        <source>Signatures are given one by one.</source>
        <translation>Unterschriften werden einzeln gegeben.</translation>
    </message>
    <message numerus="yes">
        <source>Approve %Ln</source>
        <translation>
            <numerusform>%Ln genehmigen</numerusform>
            <numerusform>%Ln genehmigen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>habitat::ui::InboxFilter</name>
    <message>
        <source>Mine</source>
        <translation>Meine</translation>
    </message>
    <message>
        <source>Unclaimed</source>
        <translation>Freie</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>Überfällige</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigte</translation>
    </message>
    <message>
        <source>Which items</source>
        <translation>Welche Einträge</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Filter items</source>
        <translation>Einträge filtern</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Reihenfolge</translation>
    </message>
    <message>
        <source>Due first</source>
        <translation>Fällige zuerst</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>Neueste zuerst</translation>
    </message>
    <message>
        <source>Largest first</source>
        <translation>Größte zuerst</translation>
    </message>
    <message>
        <source>By subject</source>
        <translation>Nach Betreff</translation>
    </message>
</context>
<context>
    <name>habitat::ui::InboxPage</name>
    <message>
        <source>Inbox</source>
        <translation>Eingang</translation>
    </message>
    <message>
        <source>Go to next</source>
        <translation>Zum nächsten</translation>
    </message>
    <message>
        <source>Approve…</source>
        <translation>Genehmigen …</translation>
    </message>
    <message>
        <source>Items</source>
        <translation>Einträge</translation>
    </message>
    <message>
        <source>After a decision the next item is shown</source>
        <translation>Nach einer Entscheidung folgt der nächste Eintrag</translation>
    </message>
    <message>
        <source>Go to next after a decision</source>
        <translation>Nach einer Entscheidung zum nächsten</translation>
    </message>
    <message>
        <source>Uncheck all</source>
        <translation>Keine markieren</translation>
    </message>
    <message>
        <source>Approve, answer or sign</source>
        <translation>Genehmigen, antworten oder unterschreiben</translation>
    </message>
    <message>
        <source>Reject…</source>
        <translation>Ablehnen …</translation>
    </message>
    <message>
        <source>Ask for information…</source>
        <translation>Fragen …</translation>
    </message>
    <message>
        <source>Claim or give back</source>
        <translation>Übernehmen oder zurückgeben</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>Notiz schreiben</translation>
    </message>
    <message>
        <source>Approve what is checked…</source>
        <translation>Markierte genehmigen …</translation>
    </message>
    <message>
        <source>An answer is missing</source>
        <translation>Eine Antwort fehlt</translation>
    </message>
    <message>
        <source>Write the answer below; the reviewer reads it.</source>
        <translation>Schreiben Sie die Antwort unten; die prüfende Person liest sie.</translation>
    </message>
    <message>
        <source>The list is copied as a table.</source>
        <translation>Die Liste ist als Tabelle kopiert.</translation>
    </message>
    <message numerus="yes">
        <source>+%Ln new</source>
        <translation>
            <numerusform>+%Ln neuer</numerusform>
            <numerusform>+%Ln neue</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show %Ln new</source>
        <translation>
            <numerusform>%Ln neuen Eintrag zeigen</numerusform>
            <numerusform>%Ln neue Einträge zeigen</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing waits for you</source>
        <translation>Nichts wartet auf Sie</translation>
    </message>
    <message>
        <source>What needs your decision or your signature appears here by itself.</source>
        <translation>Was Ihre Entscheidung oder Unterschrift braucht, erscheint hier von selbst.</translation>
    </message>
    <message>
        <source>Everything is claimed</source>
        <translation>Alles ist übernommen</translation>
    </message>
    <message>
        <source>Nothing is overdue</source>
        <translation>Nichts ist überfällig</translation>
    </message>
    <message>
        <source>You have decided nothing yet</source>
        <translation>Sie haben noch nichts entschieden</translation>
    </message>
    <message>
        <source>What you decide is kept here, with your note.</source>
        <translation>Was Sie entscheiden, bleibt hier mit Ihrer Notiz.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln checked</source>
        <translation>
            <numerusform>%Ln markiert</numerusform>
            <numerusform>%Ln markiert</numerusform>
        </translation>
    </message>
    <message>
        <source>These are decided.</source>
        <translation>Diese sind entschieden.</translation>
    </message>
</context>
<context>
    <name>habitat::ui::InstanceCommands</name>
    <message>
        <source>Nothing failed here; there is nothing to retry.</source>
        <translation>Hier schlug nichts fehl; es gibt nichts zu wiederholen.</translation>
    </message>
    <message>
        <source>It has ended.</source>
        <translation>Er ist beendet.</translation>
    </message>
    <message>
        <source>Retrying %1…</source>
        <translation>%1 wird wiederholt …</translation>
    </message>
    <message>
        <source>%1 could not be retried</source>
        <translation>%1 konnte nicht wiederholt werden</translation>
    </message>
    <message>
        <source>Retried, and the cause is still there</source>
        <translation>Wiederholt, und die Ursache besteht weiter</translation>
    </message>
    <message>
        <source>Retried %1: the problem is gone.</source>
        <translation>%1 wiederholt: Das Problem ist behoben.</translation>
    </message>
    <message>
        <source>Cancel %1</source>
        <translation>%1 abbrechen</translation>
    </message>
    <message>
        <source>The instance of %1 ends where it stands.</source>
        <translation>Der Vorgang von %1 endet, wo er steht.</translation>
    </message>
    <message>
        <source>What it is doing now is stopped, and its open tasks are withdrawn</source>
        <translation>Was er gerade tut, wird angehalten, und seine offenen Aufgaben werden zurückgezogen</translation>
    </message>
    <message>
        <source>What it completed stays as it is: nothing is undone</source>
        <translation>Was er erledigt hat, bleibt: Nichts wird zurückgenommen</translation>
    </message>
    <message>
        <source>a cancelled instance does not run again</source>
        <translation>Ein abgebrochener Vorgang läuft nicht wieder</translation>
    </message>
    <message>
        <source>Cancel the instance</source>
        <translation>Vorgang abbrechen</translation>
    </message>
    <message>
        <source>Cancelling %1…</source>
        <translation>%1 wird abgebrochen …</translation>
    </message>
    <message>
        <source>Cancelled %1.</source>
        <translation>%1 abgebrochen.</translation>
    </message>
    <message>
        <source>%1 was not cancelled</source>
        <translation>%1 wurde nicht abgebrochen</translation>
    </message>
    <message>
        <source>Retry what is checked</source>
        <translation>Markierte wiederholen</translation>
    </message>
    <message>
        <source>Each is tried again where it failed. Where the cause is still there, it fails again.</source>
        <translation>Jeder wird dort wiederholt, wo er fehlschlug. Besteht die Ursache weiter, schlägt er erneut fehl.</translation>
    </message>
    <message>
        <source>Retried</source>
        <translation>Wiederholt</translation>
    </message>
    <message numerus="yes">
        <source>Retry %Ln</source>
        <translation>
            <numerusform>%Ln wiederholen</numerusform>
            <numerusform>%Ln wiederholen</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel what is checked</source>
        <translation>Markierte abbrechen</translation>
    </message>
    <message>
        <source>Each ends where it stands, and does not run again. What was completed is not undone.</source>
        <translation>Jeder endet, wo er steht, und läuft nicht wieder. Erledigtes wird nicht zurückgenommen.</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Cancel instances</source>
        <translation>Vorgänge abbrechen</translation>
    </message>
</context>
<context>
    <name>habitat::ui::InstanceList</name>
    <message>
        <source>Instances</source>
        <translation>Vorgänge</translation>
    </message>
    <message>
        <source>Retry…</source>
        <translation>Wiederholen …</translation>
    </message>
    <message>
        <source>Cancel…</source>
        <translation>Abbrechen …</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Prozess</translation>
    </message>
    <message>
        <source>All processes</source>
        <translation>Alle Prozesse</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Part of the key</source>
        <translation>Teil des Schlüssels</translation>
    </message>
    <message>
        <source>Uncheck all</source>
        <translation>Keine markieren</translation>
    </message>
    <message>
        <source>Nothing runs yet</source>
        <translation>Noch läuft nichts</translation>
    </message>
    <message>
        <source>Each contribution that is submitted and each close that is started appears here.</source>
        <translation>Jeder eingereichte Beitrag und jeder begonnene Abschluss erscheint hier.</translation>
    </message>
    <message>
        <source>More rows could not be loaded: %1</source>
        <translation>Weitere Zeilen konnten nicht geladen werden: %1</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>+%1 or more new</source>
        <translation>+%1 oder mehr neue</translation>
    </message>
    <message numerus="yes">
        <source>+%Ln new</source>
        <translation>
            <numerusform>+%Ln neuer</numerusform>
            <numerusform>+%Ln neue</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show %Ln new</source>
        <translation>
            <numerusform>%Ln neuen Eintrag zeigen</numerusform>
            <numerusform>%Ln neue Einträge zeigen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln checked</source>
        <translation>
            <numerusform>%Ln markiert</numerusform>
            <numerusform>%Ln markiert</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>habitat::ui::InstanceTabs</name>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Variables</source>
        <translation>Variablen</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>Nothing happened yet</source>
        <translation>Noch geschah nichts</translation>
    </message>
    <message>
        <source>No steps</source>
        <translation>Keine Schritte</translation>
    </message>
    <message>
        <source>No variables</source>
        <translation>Keine Variablen</translation>
    </message>
    <message>
        <source>This instance was started without any.</source>
        <translation>Dieser Vorgang begann ohne Variablen.</translation>
    </message>
    <message>
        <source>No events</source>
        <translation>Keine Ereignisse</translation>
    </message>
    <message>
        <source>No problems</source>
        <translation>Keine Probleme</translation>
    </message>
    <message>
        <source>Nothing failed in this instance.</source>
        <translation>In diesem Vorgang schlug nichts fehl.</translation>
    </message>
</context>
<context>
    <name>habitat::ui::InstanceView</name>
    <message>
        <source>Copy key</source>
        <translation>Schlüssel kopieren</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Cancel…</source>
        <translation>Abbrechen …</translation>
    </message>
    <message>
        <source>Open in Close</source>
        <translation>Im Abschluss öffnen</translation>
    </message>
    <message>
        <source>Instance</source>
        <translation>Vorgang</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Copied %1.</source>
        <translation>%1 kopiert.</translation>
    </message>
    <message>
        <source>All instances</source>
        <translation>Alle Vorgänge</translation>
    </message>
    <message>
        <source>Try again where it failed (%1)</source>
        <translation>Dort wiederholen, wo er fehlschlug (%1)</translation>
    </message>
    <message>
        <source>%1 v%2</source>
        <translation>%1 v%2</translation>
    </message>
    <message>
        <source>Started %1</source>
        <translation>Begonnen %1</translation>
    </message>
    <message>
        <source>Instance %1, %2</source>
        <translation>Vorgang %1, %2</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1 fehlgeschlagen</translation>
    </message>
    <message>
        <source>since %1, %2</source>
        <translation>seit %1, %2</translation>
    </message>
    <message numerus="yes">
        <source>after %Ln attempts</source>
        <translation>
            <numerusform>nach %Ln Versuch</numerusform>
            <numerusform>nach %Ln Versuchen</numerusform>
        </translation>
    </message>
    <message>
        <source>next attempt %1</source>
        <translation>nächster Versuch %1</translation>
    </message>
    <message>
        <source>no further attempt by itself</source>
        <translation>kein weiterer Versuch von selbst</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>und %Ln weiteres</numerusform>
            <numerusform>und %Ln weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>%1
Mend the cause, then retry.</source>
        <translation>%1
Beheben Sie die Ursache, dann wiederholen Sie.</translation>
    </message>
    <message>
        <source>Code %1</source>
        <translation>Code %1</translation>
    </message>
    <message>
        <source>Copy key %1</source>
        <translation>Schlüssel %1 kopieren</translation>
    </message>
</context>
<context>
    <name>habitat::ui::InstancesPage</name>
    <message>
        <source>Instances</source>
        <translation>Vorgänge</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Cancel the instance…</source>
        <translation>Vorgang abbrechen …</translation>
    </message>
    <message>
        <source>Fit the whole diagram</source>
        <translation>Ganzes Diagramm einpassen</translation>
    </message>
    <message>
        <source>The table is copied.</source>
        <translation>Die Tabelle ist kopiert.</translation>
    </message>
</context>
<context>
    <name>habitat::ui::KeysDialog</name>
    <message>
        <source>All keys</source>
        <translation>Alle Tasten</translation>
    </message>
</context>
<context>
    <name>habitat::ui::ListStates</name>
    <message>
        <source>Loading more…</source>
        <translation>Weitere werden geladen …</translation>
    </message>
    <message>
        <source>%1: loading</source>
        <translation>%1: wird geladen</translation>
    </message>
    <message>
        <source>This could not be loaded</source>
        <translation>Das konnte nicht geladen werden</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Nothing matches these filters</source>
        <translation>Nichts entspricht diesen Filtern</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Filter löschen</translation>
    </message>
</context>
<context>
    <name>habitat::ui::MainWindow</name>
    <message>
        <source>Habitat Console</source>
        <translation>Habitat Console</translation>
    </message>
    <message>
        <source>No place of this console is open to your roles. Ask an administrator for a role.</source>
        <translation>Kein Ort dieser Konsole steht Ihren Rollen offen. Bitten Sie die Verwaltung um eine Rolle.</translation>
    </message>
</context>
<context>
    <name>habitat::ui::ProgressSegments</name>
    <message>
        <source>%1 of %2 steps completed</source>
        <translation>%1 von %2 Schritten erledigt</translation>
    </message>
</context>
<context>
    <name>habitat::ui::Rail</name>
    <message>
        <source>Places</source>
        <translation>Orte</translation>
    </message>
    <message>
        <source>Search or do…</source>
        <translation>Suchen …</translation>
    </message>
    <message>
        <source>Any place, action or instance  %1</source>
        <translation>Jeder Ort, jede Aktion, jeder Vorgang  %1</translation>
    </message>
    <message>
        <source>Search or do</source>
        <translation>Suchen oder ausführen</translation>
    </message>
    <message>
        <source>%1, signed in</source>
        <translation>%1, angemeldet</translation>
    </message>
    <message>
        <source>Help on this view</source>
        <translation>Hilfe zu dieser Ansicht</translation>
    </message>
    <message>
        <source>All keys</source>
        <translation>Alle Tasten</translation>
    </message>
    <message>
        <source>Sign out or switch person</source>
        <translation>Abmelden oder Person wechseln</translation>
    </message>
</context>
<context>
    <name>habitat::ui::RailButton</name>
    <message>
        <source>%1, %2 waiting</source>
        <translation>%1, %2 warten</translation>
    </message>
</context>
<context>
    <name>habitat::ui::RecordModel</name>
    <message>
        <source>This row changed and is not in this list any more. Refresh to see it go.</source>
        <translation>Diese Zeile hat sich geändert und gehört nicht mehr in diese Liste. Beim Aktualisieren verschwindet sie.</translation>
    </message>
</context>
<context>
    <name>habitat::ui::RecordTable</name>
    <message>
        <source>Next row</source>
        <translation>Nächste Zeile</translation>
    </message>
    <message>
        <source>Previous row</source>
        <translation>Vorige Zeile</translation>
    </message>
    <message>
        <source>Open the row</source>
        <translation>Zeile öffnen</translation>
    </message>
    <message>
        <source>Check the row</source>
        <translation>Zeile markieren</translation>
    </message>
    <message>
        <source>Select all rows</source>
        <translation>Alle Zeilen auswählen</translation>
    </message>
    <message>
        <source>Copy as table</source>
        <translation>Als Tabelle kopieren</translation>
    </message>
</context>
<context>
    <name>habitat::ui::SignDialog</name>
    <message numerus="yes">
        <source>%Ln rows</source>
        <translation>
            <numerusform>%Ln Zeile</numerusform>
            <numerusform>%Ln Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>Somebody else at this desk</source>
        <translation>Jemand anders an diesem Platz</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>Unterschreiben</translation>
    </message>
    <message>
        <source>Sign step %1</source>
        <translation>Schritt %1 unterschreiben</translation>
    </message>
    <message>
        <source>Sign step %1, %2</source>
        <translation>Schritt %1 unterschreiben: %2</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Note, kept with the signature (for instance the reference of the vote)</source>
        <translation>Notiz zur Unterschrift (zum Beispiel das Zeichen des Beschlusses)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Periode</translation>
    </message>
    <message>
        <source>Signature of</source>
        <translation>Unterschrift von</translation>
    </message>
    <message>
        <source>Hash</source>
        <translation>Prüfsumme</translation>
    </message>
    <message>
        <source>Who signs</source>
        <translation>Wer unterschreibt</translation>
    </message>
    <message>
        <source>%1, signed in</source>
        <translation>%1, angemeldet</translation>
    </message>
    <message>
        <source>You have not opened all of the evidence</source>
        <translation>Sie haben nicht alle Belege geöffnet</translation>
    </message>
    <message>
        <source>Signing…</source>
        <translation>Wird unterschrieben …</translation>
    </message>
    <message>
        <source>Sign as this person</source>
        <translation>Als diese Person unterschreiben</translation>
    </message>
    <message>
        <source>Sign as %1</source>
        <translation>Als %1 unterschreiben</translation>
    </message>
    <message>
        <source>Not signed</source>
        <translation>Nicht unterschrieben</translation>
    </message>
</context>
<context>
    <name>habitat::ui::SignInPage</name>
    <message>
        <source>Sign in as %1, %2</source>
        <translation>Anmelden als %1, %2</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>This co-op could not be opened</source>
        <translation>Diese Genossenschaft konnte nicht geöffnet werden</translation>
    </message>
    <message>
        <source>Opening the co-op…</source>
        <translation>Die Genossenschaft wird geöffnet …</translation>
    </message>
    <message>
        <source>Reading where everything stopped</source>
        <translation>Es wird gelesen, wo alles stehen blieb</translation>
    </message>
    <message>
        <source>A sample co-op. Choose who you are; you can switch at any time.</source>
        <translation>Eine Beispielgenossenschaft. Wählen Sie, wer Sie sind; Sie können jederzeit wechseln.</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Enter your user name.</source>
        <translation>Geben Sie Ihren Benutzernamen ein.</translation>
    </message>
</context>
<context>
    <name>habitat::ui::StartCloseDialog</name>
    <message>
        <source>From the journal of the period</source>
        <translation>Aus dem Journal der Periode</translation>
    </message>
    <message>
        <source>As entered here</source>
        <translation>Wie hier eingegeben</translation>
    </message>
    <message>
        <source>Start close</source>
        <translation>Abschluss beginnen</translation>
    </message>
    <message>
        <source>Start the close of %1</source>
        <translation>Abschluss von %1 beginnen</translation>
    </message>
    <message>
        <source>Eleven steps follow, over days. Nothing is posted before step 8, and each step can be undone until the first payment.</source>
        <translation>Es folgen elf Schritte über mehrere Tage. Vor Schritt 8 wird nichts gebucht, und bis zur ersten Zahlung lässt sich jeder Schritt zurücknehmen.</translation>
    </message>
    <message>
        <source>Net income</source>
        <translation>Nettoergebnis</translation>
    </message>
    <message>
        <source>Net income in %1</source>
        <translation>Nettoergebnis in %1</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Enter the net income.</source>
        <translation>Geben Sie das Nettoergebnis ein.</translation>
    </message>
</context>
<context>
    <name>habitat::ui::StatusLine</name>
    <message>
        <source>Status line</source>
        <translation>Statuszeile</translation>
    </message>
    <message>
        <source>Nobody is signed in</source>
        <translation>Niemand ist angemeldet</translation>
    </message>
    <message>
        <source>Engine starting</source>
        <translation>Engine startet</translation>
    </message>
    <message>
        <source>Engine running</source>
        <translation>Engine läuft</translation>
    </message>
    <message>
        <source>Engine stopped: %1</source>
        <translation>Engine steht: %1</translation>
    </message>
    <message>
        <source>Last commit %1</source>
        <translation>Letzte Buchung %1</translation>
    </message>
    <message>
        <source>Nothing committed since the start</source>
        <translation>Seit dem Start nichts gebucht</translation>
    </message>
    <message>
        <source>Engine cannot write, and tries again: %1</source>
        <translation>Engine kann nicht schreiben und versucht es weiter: %1</translation>
    </message>
</context>
<context>
    <name>habitat::ui::StepDetailPane</name>
    <message>
        <source>Checks</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>Reads</source>
        <translation>Liest</translation>
    </message>
    <message>
        <source>Writes</source>
        <translation>Schreibt</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Zahlen</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Belege</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>Signatures</source>
        <translation>Unterschrift</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>What the step reads, writes and shows</source>
        <translation>Was der Schritt liest, schreibt und zeigt</translation>
    </message>
    <message>
        <source>Back to what is</source>
        <translation>Zurück zum Ist-Stand</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Ausführen</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Runs the step and rolls it back: shows what it would write</source>
        <translation>Führt den Schritt aus und verwirft ihn: zeigt, was er schreiben würde</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Undo back to here…</source>
        <translation>Hierher zurück …</translation>
    </message>
    <message>
        <source>Sign…</source>
        <translation>Unterschreiben …</translation>
    </message>
    <message>
        <source>Preview: nothing was written</source>
        <translation>Vorschau: Nichts wurde geschrieben</translation>
    </message>
    <message>
        <source>The step was run and rolled back. This is what Run would write.</source>
        <translation>Der Schritt wurde ausgeführt und verworfen. Das würde „Ausführen“ schreiben.</translation>
    </message>
    <message>
        <source>Pivot: no way back after the first payment</source>
        <translation>Wendepunkt: nach der ersten Zahlung kein Zurück</translation>
    </message>
    <message>
        <source>Training drill</source>
        <translation>Übung</translation>
    </message>
    <message>
        <source>Step %1, %2</source>
        <translation>Schritt %1, %2</translation>
    </message>
    <message>
        <source>next attempt %1, %2</source>
        <translation>nächster Versuch %1, %2</translation>
    </message>
    <message>
        <source>Attempt %1 failed; it is tried again by itself</source>
        <translation>Versuch %1 schlug fehl; er wird von selbst wiederholt</translation>
    </message>
    <message>
        <source>Failed; it waits for somebody to mend it</source>
        <translation>Fehlgeschlagen; jemand muss die Ursache beheben</translation>
    </message>
    <message>
        <source>This step cannot run yet</source>
        <translation>Dieser Schritt kann noch nicht laufen</translation>
    </message>
    <message>
        <source>since %1, %2</source>
        <translation>seit %1, %2</translation>
    </message>
    <message>
        <source>No further attempt is made by itself. Mend the cause, then retry.</source>
        <translation>Es folgt kein weiterer Versuch von selbst. Beheben Sie die Ursache, dann wiederholen Sie.</translation>
    </message>
    <message>
        <source>The next attempt is made %1, %2.</source>
        <translation>Der nächste Versuch folgt %1, %2.</translation>
    </message>
    <message>
        <source>Code %1</source>
        <translation>Code %1</translation>
    </message>
    <message>
        <source>: suspended, %1 must sign again</source>
        <translation>: ruht, %1 muss erneut unterschreiben</translation>
    </message>
    <message>
        <source>: not signed</source>
        <translation>: nicht unterschrieben</translation>
    </message>
    <message>
        <source>The step is being read.</source>
        <translation>Der Schritt wird gelesen.</translation>
    </message>
    <message>
        <source>This is a preview. Go back to what is first.</source>
        <translation>Dies ist eine Vorschau. Gehen Sie erst zurück zum Ist-Stand.</translation>
    </message>
    <message>
        <source>Every signature is given.</source>
        <translation>Alle Unterschriften sind gegeben.</translation>
    </message>
    <message>
        <source>This step is completed.</source>
        <translation>Dieser Schritt ist erledigt.</translation>
    </message>
</context>
<context>
    <name>habitat::ui::StepsDelegate</name>
    <message>
        <source>PIVOT</source>
        <translation>WENDEPUNKT</translation>
    </message>
    <message>
        <source>DRILL</source>
        <translation>ÜBUNG</translation>
    </message>
</context>
<context>
    <name>habitat::ui::StepsList</name>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
</context>
<context>
    <name>habitat::ui::StepsModel</name>
    <message>
        <source>%1: signature suspended</source>
        <translation>%1: Unterschrift ruht</translation>
    </message>
    <message>
        <source>%1: signed by %2</source>
        <translation>%1: unterschrieben von %2</translation>
    </message>
    <message>
        <source>%1: not signed</source>
        <translation>%1: nicht unterschrieben</translation>
    </message>
    <message>
        <source>Step %1, %2, %3. %4</source>
        <translation>Schritt %1, %2, %3. %4</translation>
    </message>
</context>
<context>
    <name>habitat::ui::TaskPane</name>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Genehmigen</translation>
    </message>
    <message>
        <source>Reject…</source>
        <translation>Ablehnen …</translation>
    </message>
    <message>
        <source>Ask…</source>
        <translation>Fragen …</translation>
    </message>
    <message>
        <source>Claim</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Open instance</source>
        <translation>Vorgang öffnen</translation>
    </message>
    <message>
        <source>Facts and history</source>
        <translation>Angaben und Verlauf</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>Eintrag</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Note, kept with the decision</source>
        <translation>Notiz zur Entscheidung</translation>
    </message>
    <message>
        <source>Approve (A)</source>
        <translation>Genehmigen (A)</translation>
    </message>
    <message>
        <source>Reject with a reason (R)</source>
        <translation>Mit Grund ablehnen (R)</translation>
    </message>
    <message>
        <source>Ask whoever submitted it (I)</source>
        <translation>Die einreichende Person fragen (I)</translation>
    </message>
    <message>
        <source>Hold it, so that nobody else decides it (C)</source>
        <translation>Übernehmen, damit niemand sonst entscheidet (C)</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>seit %1</translation>
    </message>
    <message>
        <source>due %1</source>
        <translation>fällig %1</translation>
    </message>
    <message>
        <source>held by you</source>
        <translation>bei Ihnen</translation>
    </message>
    <message>
        <source>held by %1</source>
        <translation>bei %1</translation>
    </message>
    <message>
        <source>for %1</source>
        <translation>für %1</translation>
    </message>
    <message>
        <source>Due %1</source>
        <translation>Fällig %1</translation>
    </message>
    <message>
        <source>Nothing chosen</source>
        <translation>Nichts ausgewählt</translation>
    </message>
    <message>
        <source>Nothing is chosen</source>
        <translation>Nichts ist ausgewählt</translation>
    </message>
    <message>
        <source>Choose a row to see what is asked.</source>
        <translation>Wählen Sie eine Zeile, um zu sehen, was gefragt ist.</translation>
    </message>
    <message>
        <source>Nothing is chosen.</source>
        <translation>Nichts ist ausgewählt.</translation>
    </message>
    <message>
        <source>Sign…</source>
        <translation>Unterschreiben …</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Approve…</source>
        <translation>Genehmigen …</translation>
    </message>
    <message>
        <source>Your answer; the reviewer reads it</source>
        <translation>Ihre Antwort; die prüfende Person liest sie</translation>
    </message>
    <message>
        <source>Give back</source>
        <translation>Zurückgeben</translation>
    </message>
    <message>
        <source>Open in Close</source>
        <translation>Im Abschluss öffnen</translation>
    </message>
</context>
<context>
    <name>habitat::ui::TieOutDialog</name>
    <message>
        <source>Enter</source>
        <translation>Eintragen</translation>
    </message>
    <message>
        <source>Bank statement</source>
        <translation>Kontoauszug</translation>
    </message>
    <message>
        <source>Enter the bank statement</source>
        <translation>Kontoauszug der Bank eintragen</translation>
    </message>
    <message>
        <source>Needed where it differs from the books</source>
        <translation>Nötig, wo er von den Büchern abweicht</translation>
    </message>
    <message>
        <source>Date of the statement</source>
        <translation>Datum des Auszugs</translation>
    </message>
    <message>
        <source>Balance on the statement in %1</source>
        <translation>Saldo des Auszugs in %1</translation>
    </message>
    <message>
        <source>Explanation of a difference</source>
        <translation>Erklärung einer Differenz</translation>
    </message>
    <message>
        <source>Balance (%1)</source>
        <translation>Saldo (%1)</translation>
    </message>
    <message>
        <source>Explanation</source>
        <translation>Erklärung</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Enter the balance on the statement.</source>
        <translation>Geben Sie den Saldo des Auszugs ein.</translation>
    </message>
</context>
<context>
    <name>habitat::ui::WitnessFields</name>
    <message>
        <source>Second person</source>
        <translation>Zweite Person</translation>
    </message>
    <message>
        <source>Choose a person…</source>
        <translation>Person wählen …</translation>
    </message>
    <message>
        <source>User name of the second person</source>
        <translation>Benutzername der zweiten Person</translation>
    </message>
    <message>
        <source>Password of the second person</source>
        <translation>Passwort der zweiten Person</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Checking the second person…</source>
        <translation>Die zweite Person wird geprüft …</translation>
    </message>
    <message>
        <source>A second person must name themselves.</source>
        <translation>Eine zweite Person muss sich nennen.</translation>
    </message>
    <message>
        <source>The second person must be somebody else than you.</source>
        <translation>Die zweite Person muss jemand anders sein als Sie.</translation>
    </message>
    <message>
        <source>The second person must enter their own password.</source>
        <translation>Die zweite Person muss ihr eigenes Passwort eingeben.</translation>
    </message>
    <message>
        <source>Of the Board</source>
        <translation>Vom Vorstand</translation>
    </message>
    <message>
        <source>User name of the Board member</source>
        <translation>Benutzername des Vorstandsmitglieds</translation>
    </message>
    <message>
        <source>Password of the Board member</source>
        <translation>Passwort des Vorstandsmitglieds</translation>
    </message>
    <message>
        <source>Checking the Board member…</source>
        <translation>Das Vorstandsmitglied wird geprüft …</translation>
    </message>
    <message>
        <source>Somebody of the Board must name themselves.</source>
        <translation>Jemand vom Vorstand muss sich nennen.</translation>
    </message>
    <message>
        <source>The Board member must be somebody else than you.</source>
        <translation>Das Vorstandsmitglied muss jemand anderes sein als Sie.</translation>
    </message>
    <message>
        <source>The Board member must enter their own password.</source>
        <translation>Das Vorstandsmitglied muss sein eigenes Passwort eingeben.</translation>
    </message>
</context>
<context>
    <name>habitat::ui::Workspace</name>
    <message>
        <source>Go to %1</source>
        <translation>Zu %1</translation>
    </message>
    <message>
        <source>Search or do</source>
        <translation>Suchen oder ausführen</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vorwärts</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>Nächster Bereich</translation>
    </message>
    <message>
        <source>Previous pane</source>
        <translation>Voriger Bereich</translation>
    </message>
    <message>
        <source>Help on this view</source>
        <translation>Hilfe zu dieser Ansicht</translation>
    </message>
    <message>
        <source>All keys</source>
        <translation>Alle Tasten</translation>
    </message>
    <message>
        <source>Sign out or switch person</source>
        <translation>Abmelden oder Person wechseln</translation>
    </message>
    <message>
        <source>Close or go back</source>
        <translation>Schließen oder zurück</translation>
    </message>
    <message>
        <source>Your roles do not include this place.</source>
        <translation>Ihre Rollen umfassen diesen Ort nicht.</translation>
    </message>
</context>
</TS>
