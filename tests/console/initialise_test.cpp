// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/initialise.h"

#include "core/console/questions.h"
#include "tests/support/sample_cooperative.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <functional>

using namespace habitat;
using habitat::test::sampleAt;

namespace {

/// Looks around whenever the program asks for the time: in the midst of its work.
class LookingClock final : public Clock
{
public:
    explicit LookingClock(std::function<void()> look) : m_look(std::move(look)) {}
    [[nodiscard]] Instant now() const override
    {
        m_look();
        return SystemClock().now();
    }

private:
    std::function<void()> m_look;
};

std::string outcome(const Status& status)
{
    return status ? "ok" : status.error().code;
}

} // namespace

/// A co-op is there whole, or not at all.
class InitialiseTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QStringList filesOf(const QString& name) const
    {
        return QDir(m_folder.path()).entryList({name + "*"}, QDir::Files, QDir::Name);
    }
    bool isWhole(const QString& path) const
    {
        auto questions = console::Questions::open(path.toStdString(), std::make_shared<SystemClock>());
        if (!questions) return false;
        // The sample has nine people, and a program that does not sign in.
        return (*questions)->people().size() == 9 &&
               (*questions)->verify(*(*questions)->assume("auditor"))->isSound();
    }

private slots:
    void nothingHasItsNameBeforeItIsWhole()
    {
        const auto path = m_folder.filePath("whole.db");
        int looks = 0;
        bool seen = false;
        const auto clock = std::make_shared<LookingClock>([&] {
            ++looks;
            seen = seen || QFile::exists(path);
        });
        QCOMPARE(outcome(console::initialise(sampleAt(path), clock)), std::string("ok"));
        QVERIFY(looks > 10);
        QVERIFY(!seen);
        QVERIFY(isWhole(path));
        QCOMPARE(filesOf("whole.db.part"), QStringList());
    }

    void whatAStoppedAttemptLeftGivesWay()
    {
        const auto path = m_folder.filePath("again.db");
        for (const auto* left : {"", "-wal", "-shm", "-journal"}) {
            QFile file(path + ".part" + left);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write("half of a co-op");
        }
        QCOMPARE(outcome(console::initialise(sampleAt(path), std::make_shared<SystemClock>())),
                 std::string("ok"));
        QVERIFY(isWhole(path));
        QCOMPARE(filesOf("again.db.part"), QStringList());
    }

    void whoComesSecondIsRefusedAndHarmsNothing()
    {
        const auto path = m_folder.filePath("two.db");
        std::string second;
        const auto clock = std::make_shared<LookingClock>([&] {
            if (second.empty() && QFile::exists(path + ".part"))
                second = outcome(console::initialise(sampleAt(path), std::make_shared<SystemClock>()));
        });
        QCOMPARE(outcome(console::initialise(sampleAt(path), clock)), std::string("ok"));
        QCOMPARE(second, std::string("runtime.hosted"));
        QVERIFY(isWhole(path));
        QCOMPARE(outcome(console::initialise(sampleAt(path), std::make_shared<SystemClock>())),
                 std::string("console.exists"));
        QVERIFY(isWhole(path));
    }

    void aCurrencyHasTwoDecimals_data()
    {
        QTest::addColumn<QString>("currency");
        QTest::addColumn<QString>("says");
        for (const auto* fine : {"USD", "EUR", "CHF", "INR", "MXN"})
            QTest::newRow(fine) << fine << "";
        QTest::newRow("none") << "JPY"
                              << "no decimals";
        QTest::newRow("three") << "KWD"
                               << "3 decimals";
        QTest::newRow("four") << "CLF"
                              << "4 decimals";
        QTest::newRow("a metal") << "XAU"
                                 << "no minor unit";
        QTest::newRow("small letters") << "usd"
                                       << "three letters";
        QTest::newRow("none at all") << ""
                                     << "three letters";
    }
    void aCurrencyHasTwoDecimals()
    {
        QFETCH(QString, currency);
        QFETCH(QString, says);
        const auto path = m_folder.filePath("currency.db");
        console::NewCooperative request;
        request.database = path.toStdString();
        request.name = "Ours";
        request.currency = currency.toStdString();
        const auto made = console::initialise(request, std::make_shared<SystemClock>());
        QCOMPARE(outcome(made), std::string(says.isEmpty() ? "ok" : "console.currency"));
        QCOMPARE(QFile::exists(path), says.isEmpty());
        if (!made) QVERIFY(made.error().message.find(says.toStdString()) != std::string::npos);
        QFile::remove(path);
    }

    void aRefusedOneLeavesNothing()
    {
        const auto path = m_folder.filePath("refused.db");
        auto request = sampleAt(path);
        request.policyFile = "/nowhere/policy.json";
        QCOMPARE(outcome(console::initialise(request, std::make_shared<SystemClock>())),
                 std::string("base.file.unreadable"));
        QCOMPARE(filesOf("refused.db"), QStringList());
    }
};

QTEST_GUILESS_MAIN(InitialiseTest)
#include "initialise_test.moc"
