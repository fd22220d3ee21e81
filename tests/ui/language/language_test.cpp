// SPDX-License-Identifier: GPL-3.0-or-later
// Every word of the console is there in every language, and says what the English says.
#include "ui/close/step_words.h"
#include "ui/language/language.h"
#include "ui/theme/status.h"
#include "ui/widgets/text.h"

#include "core/close/plan.h"

#include <QFile>
#include <QLocale>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace habitat;
using namespace habitat::ui;

namespace {

struct Message
{
    QString context;
    QString source;
    QString comment;
    bool isPlural = false;
    bool isFinished = true;
    /// One, or one a plural form.
    QStringList translations;

    [[nodiscard]] QString id() const
    {
        return QStringList{context, source, comment, isPlural ? QStringLiteral("plural") : QString()}.join(
            QStringLiteral(" | "));
    }
};

Message readMessage(QXmlStreamReader& xml, const QString& context)
{
    Message message;
    message.context = context;
    message.isPlural = xml.attributes().value(QLatin1String("numerus")) == QLatin1String("yes");
    while (xml.readNextStartElement()) {
        if (xml.name() == QLatin1String("source")) {
            message.source = xml.readElementText();
        } else if (xml.name() == QLatin1String("comment")) {
            message.comment = xml.readElementText();
        } else if (xml.name() == QLatin1String("translation")) {
            message.isFinished = xml.attributes().value(QLatin1String("type")).isEmpty();
            if (!message.isPlural)
                message.translations << xml.readElementText();
            else
                while (xml.readNextStartElement())
                    message.translations << xml.readElementText();
        } else {
            xml.skipCurrentElement();
        }
    }
    return message;
}

QList<Message> readMessages(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return {};
    QXmlStreamReader xml(&file);
    QList<Message> messages;
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement) continue;
        if (xml.name() == QLatin1String("name")) context = xml.readElementText();
        if (xml.name() == QLatin1String("message")) messages << readMessage(xml, context);
    }
    return messages;
}

QSet<QString> idsOf(const QList<Message>& messages)
{
    QSet<QString> ids;
    for (const Message& message : messages)
        ids << message.id();
    return ids;
}

QString inSource(const char* path)
{
    return QStringLiteral(HABITAT_SOURCE_DIR "/") + QLatin1String(path);
}

QString fileOf(const QString& language)
{
    return QStringLiteral(HABITAT_SOURCE_DIR "/translations/habitat_%1.ts").arg(language);
}

/// What code puts in or takes from a text: %1, %Ln, and the sign before a key.
QStringList marksOf(const QString& text)
{
    static const QRegularExpression mark(QStringLiteral("%(?:L?\\d+|L?n)|&(?!&)"));
    QStringList marks;
    for (auto found = mark.globalMatch(text); found.hasNext();)
        marks << found.next().captured();
    marks.sort();
    marks.removeDuplicates();
    return marks;
}

} // namespace

class LanguageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyWordOfTheSourcesIsInTheFile_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<bool>("onlyPlurals");
        QTest::newRow("German") << "de" << false;
        QTest::newRow("English") << "en" << true;
    }
    void everyWordOfTheSourcesIsInTheFile()
    {
        QFETCH(QString, language);
        QFETCH(bool, onlyPlurals);
        QTemporaryDir folder;
        const QString fresh = folder.filePath(QStringLiteral("fresh_%1.ts").arg(language));
        QStringList arguments{"-silent", "-I", inSource(""), inSource("ui"), inSource("app/habitat_console")};
        if (onlyPlurals) arguments << QStringLiteral("-pluralonly");
        QProcess lupdate;
        lupdate.start(QStringLiteral(HABITAT_LUPDATE), arguments << QStringLiteral("-ts") << fresh);
        QVERIFY(lupdate.waitForFinished(120'000));
        QCOMPARE(lupdate.exitCode(), 0);
        const QString said = QString::fromUtf8(lupdate.readAllStandardError());
        QVERIFY2(said.isEmpty(), qPrintable(QStringLiteral("lupdate does not understand: ") + said));
        const QSet<QString> wanted = idsOf(readMessages(fresh));
        const QSet<QString> known = idsOf(readMessages(fileOf(language)));
        QVERIFY(wanted.size() > 15);
        const QString advice =
            QStringLiteral("Build the target “translations”, then translate what is new in %1:\n%2");
        QVERIFY2(wanted == known,
                 qPrintable(advice.arg(
                     fileOf(language),
                     QStringList(((wanted - known) + (known - wanted)).values()).join(QLatin1Char('\n')))));
    }

    void everyWordIsTranslatedWithItsMarks_data()
    {
        QTest::addColumn<QString>("language");
        for (const QString& language : Language::languages())
            QTest::newRow(qPrintable(language)) << language;
    }
    void everyWordIsTranslatedWithItsMarks()
    {
        QFETCH(QString, language);
        const QList<Message> messages = readMessages(fileOf(language));
        QVERIFY(!messages.isEmpty());
        for (const Message& message : messages) {
            QVERIFY2(message.isFinished, qPrintable(message.id()));
            QCOMPARE(message.translations.size(), message.isPlural ? 2 : 1);
            for (const QString& translation : message.translations) {
                QVERIFY2(!translation.trimmed().isEmpty(), qPrintable(message.id()));
                QVERIFY2(marksOf(translation) == marksOf(message.source),
                         qPrintable(message.id() + QStringLiteral(" → ") + translation));
                const QChar dots(0x2026);
                QVERIFY2(translation.endsWith(dots) == message.source.endsWith(dots),
                         qPrintable(message.id() + QStringLiteral(" → ") + translation));
                QCOMPARE(translation.count(QLatin1Char('\n')), message.source.count(QLatin1Char('\n')));
            }
        }
    }

    void theProgramSpeaksWhatItIsAskedTo_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("failed");
        QTest::addColumn<QString>("one");
        QTest::addColumn<QString>("many");
        QTest::addColumn<QString>("role");
        QTest::newRow("English") << "en"
                                 << "Failed"
                                 << "1 row"
                                 << "10,000 rows"
                                 << "Board";
        QTest::newRow("German") << "de"
                                << "Fehlgeschlagen"
                                << "1 Zeile"
                                << "10,000 Zeilen"
                                << "Vorstand";
    }
    void theProgramSpeaksWhatItIsAskedTo()
    {
        QFETCH(QString, language);
        QFETCH(QString, failed);
        QFETCH(QString, one);
        QFETCH(QString, many);
        QFETCH(QString, role);
        const Language spoken(*QCoreApplication::instance(), language);
        QCOMPARE(spoken.code(), language);
        QCOMPARE(statusWord(ui::Status::Failed), failed);
        const auto rows = [](int count) {
            return QCoreApplication::translate("habitat::ui::FiguresView", "%Ln rows", nullptr, count);
        };
        QCOMPARE(rows(1), one);
        QCOMPARE(rows(10'000), many);
        QCOMPARE(roleText(Role::Board), role);
        QCOMPARE(moneyText(Money(1'234'567)), QStringLiteral("12,345.67"));
    }

    void afterwardsItSpeaksEnglishAgain()
    {
        {
            const Language german(*QCoreApplication::instance(), QStringLiteral("de"));
            QCOMPARE(statusWord(ui::Status::Ready), QStringLiteral("Bereit"));
        }
        QCOMPARE(statusWord(ui::Status::Ready), QStringLiteral("Ready"));
    }

    void theSystemsFirstLanguageThatThereIsIsTaken_data()
    {
        QTest::addColumn<QStringList>("preferred");
        QTest::addColumn<QString>("taken");
        QTest::newRow("German") << QStringList{"de-DE", "en-US"} << "de";
        QTest::newRow("Austrian") << QStringList{"de-AT"} << "de";
        QTest::newRow("English before German") << QStringList{"en-GB", "de-DE"} << "en";
        QTest::newRow("second choice") << QStringList{"fr-FR", "fr", "de-DE"} << "de";
        QTest::newRow("none that there is") << QStringList{"fr-FR", "C"} << "en";
        QTest::newRow("no choice") << QStringList{} << "en";
    }
    void theSystemsFirstLanguageThatThereIsIsTaken()
    {
        QFETCH(QStringList, preferred);
        QFETCH(QString, taken);
        QCOMPARE(Language::choose(preferred), taken);
    }

    void everyStepOfTheCloseHasItsName()
    {
        const Language german(*QCoreApplication::instance(), QStringLiteral("de"));
        for (const close::StepPlan& plan : close::plan()) {
            console::StepView step;
            step.number = plan.number;
            step.name = plan.name;
            step.context = plan.context;
            QVERIFY2(stepName(step) != fromCore(plan.name), plan.name.data());
            QVERIFY2(contextName(step) != fromCore(plan.context), plan.context.data());
            for (const close::Slot& slot : plan.asked) {
                console::SignatureSlot place;
                place.label = slot.label;
                QVERIFY2(signerText(place) != fromCore(slot.label), slot.label.data());
            }
            step.name = "Named by the co-op itself";
            QCOMPARE(stepName(step), fromCore(step.name));
        }
    }

    void rolesAreNamedInTheLanguage_data()
    {
        QTest::addColumn<QString>("names");
        QTest::addColumn<QString>("said");
        QTest::newRow("one") << "Reviewer"
                             << "Prüfung";
        QTest::newRow("several") << "Board or Administrator"
                                 << "Vorstand oder Verwaltung";
        QTest::newRow("none of ours") << "Orchard crew"
                                      << "Orchard crew";
    }
    void rolesAreNamedInTheLanguage()
    {
        QFETCH(QString, names);
        QFETCH(QString, said);
        const Language german(*QCoreApplication::instance(), QStringLiteral("de"));
        QCOMPARE(anyRoleText(names), said);
    }

    void monthsAreNamedInTheLanguage()
    {
        const Language german(*QCoreApplication::instance(), QStringLiteral("de"));
        const Instant at = parseInstant("2026-03-17T13:52:00Z").value();
        const Instant now = parseInstant("2026-11-20T10:00:00Z").value();
        QCOMPARE(shortTime(at, now), QStringLiteral("17. März 13:52"));
    }
};

QTEST_GUILESS_MAIN(LanguageTest)
#include "language_test.moc"
