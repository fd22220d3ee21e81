// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/program.h"

#include <QDate>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace habitat::test;

namespace {

const char* const period = "2026-Q1";

QJsonObject payment(const Habitatctl& program, const QString& key)
{
    const auto listed = program.json({"payments", "list", "--period", period}).json();
    for (const auto& one : listed["payments"].toArray())
        if (one.toObject()["payment_key"].toString() == key) return one.toObject();
    return {};
}

/// In the book ledger, debit positive.
qint64 balance(const Habitatctl& program, const QString& account)
{
    for (const auto& one : program.json({"balances", "--ledger", "book"}).json()["balances"].toArray())
        if (one.toObject()["account"].toString() == account)
            return one.toObject()["balance_minor"].toInteger();
    return 0;
}

bool isSound(const Habitatctl& program)
{
    return program.json({"verify"}).json()["sound"].toBool();
}

QString bankFile(const Habitatctl& program, const QString& key, int attempt)
{
    return QStringLiteral("%1.bank/payments-%2.%3.csv").arg(program.database(), key).arg(attempt);
}

} // namespace

/// What becomes of payments after the close that made them, as scripts record it.
class PaymentVerbsTest : public QObject
{
    Q_OBJECT

private:
    Cooperatives m_cooperatives{HABITATCTL};
    const Habitatctl m_locked = m_cooperatives.absent("locked.db");
    QString m_first;
    const QString m_today = QDate::currentDate().toString(Qt::ISODate);

    Ran giveBack(const Habitatctl& program, const QString& key, const QString& user = "treasurer")
    {
        return program.json(
            {"payments", "return", key, "--on", m_today, "--reason", "Account closed", "--as", user});
    }

    Ran payAgain(const Habitatctl& program, const QString& key)
    {
        return program.json({"payments", "pay-again", key, "--second", "board", "--as", "treasurer"});
    }

private slots:
    void initTestCase()
    {
        const auto program = m_cooperatives.sample("locked.db");
        closeSample(program);
        QCOMPARE(program.json({"close", "show"}).json()["state"].toString(), QString("locked"));
        const auto listed =
            program.json({"payments", "list", "--period", period}).json()["payments"].toArray();
        QCOMPARE(listed.size(), 5);
        for (const auto& one : listed)
            QCOMPARE(one.toObject()["state"].toString(), QString("completed"));
        m_first = listed.first().toObject()["payment_key"].toString();
    }

    void whatComesBackIsPayableAndIsPaidAgainOnce()
    {
        const auto program = m_cooperatives.copyOf(m_locked, "again.db");
        const auto amount = payment(program, m_first)["amount_minor"].toInteger();
        const auto cash = balance(program, "1110");
        QVERIFY(amount > 0);
        const auto back = giveBack(program, m_first);
        QVERIFY2(back.code == 0, back.out.constData());
        QCOMPARE(payment(program, m_first)["state"].toString(), QString("returned"));
        QCOMPARE(payment(program, m_first)["returned_on"].toString(), m_today);
        QCOMPARE(balance(program, "2320"), -amount);
        QCOMPARE(balance(program, "1110"), cash + amount);
        QVERIFY(isSound(program));

        const auto paid = payAgain(program, m_first);
        QVERIFY2(paid.code == 0, paid.out.constData());
        const auto fresh = paid.json()["payment_key"].toString();
        QVERIFY(fresh != m_first);
        const auto now = payment(program, fresh);
        QCOMPARE(now["state"].toString(), QString("completed"));
        QCOMPARE(now["amount_minor"].toInteger(), amount);
        QCOMPARE(now["submitted_by"].toString(), QString("treasurer"));
        QCOMPARE(now["second_person"].toString(), QString("board"));
        QCOMPARE(payment(program, m_first)["distribution_state"].toString(), QString("completed"));
        QCOMPARE(balance(program, "2320"), 0);
        QCOMPARE(balance(program, "1110"), cash);
        QVERIFY(QFile::exists(bankFile(program, fresh, 1)));
        QVERIFY(isSound(program));

        QCOMPARE(payAgain(program, m_first).errorCode(), QString("agreements.distribution.state"));
        QCOMPARE(payAgain(program, fresh).errorCode(), QString("agreements.distribution.state"));
        QCOMPARE(giveBack(program, m_first).errorCode(), QString("close.payment.superseded"));
        QCOMPARE(QDir(program.database() + ".bank").entryList(QDir::Files).size(), 1);
        QCOMPARE(balance(program, "1110"), cash);
    }

    void whatNobodyClaimsStaysPayable()
    {
        const auto program = m_cooperatives.copyOf(m_locked, "unclaimed.db");
        const auto amount = payment(program, m_first)["amount_minor"].toInteger();
        const QStringList order{"payments", "unclaimed", m_first, "--reason", "Moved", "--as", "treasurer"};
        QCOMPARE(program.json(order).errorCode(), QString("agreements.distribution.state"));
        QCOMPARE(giveBack(program, m_first).code, 0);
        const auto tomorrow = QDate::currentDate().addDays(2).toString(Qt::ISODate);
        QCOMPARE(program.json(order + QStringList{"--notice-on", tomorrow}).errorCode(),
                 QString("close.payment.notice_date"));
        auto wrong = order;
        wrong.last() = "board";
        QCOMPARE(program.json(wrong).errorCode(), QString("identity.permission.denied"));
        const auto marked = program.json(order);
        QVERIFY2(marked.code == 0, marked.out.constData());
        QCOMPARE(marked.json()["notice_on"].toString(), m_today);
        QCOMPARE(payment(program, m_first)["distribution_state"].toString(), QString("unclaimed"));
        QCOMPARE(balance(program, "2320"), -amount);
        QCOMPARE(payAgain(program, m_first).errorCode(), QString("agreements.distribution.state"));
        QVERIFY(isSound(program));
        const auto shown = program.json({"close", "show", "--period", period}).json();
        QCOMPARE(shown["state"].toString(), QString("locked"));
        for (const auto& step : shown["steps"].toArray())
            for (const auto& slot : step.toObject()["signatures"].toArray())
                QVERIFY(!slot.toObject()["suspended"].toBool());
    }

    void wrongPeopleAndDaysAreRefused_data()
    {
        QTest::addColumn<QStringList>("order");
        QTest::addColumn<QString>("code");
        const QStringList back{"payments", "return", "KEY", "--reason", "Closed"};
        const QStringList again{"payments", "pay-again", "KEY"};
        const auto dayBefore = QDate::currentDate().addDays(-2).toString(Qt::ISODate);
        const auto dayAfter = QDate::currentDate().addDays(2).toString(Qt::ISODate);
        const auto denied = "identity.permission.denied";
        QTest::newRow("an Administrator") << back + QStringList{"--on", m_today} << denied;
        QTest::newRow("the Board") << back + QStringList{"--on", m_today, "--as", "board"} << denied;
        QTest::newRow("before it was paid")
            << back + QStringList{"--on", dayBefore, "--as", "treasurer"} << "close.payment.return_date";
        QTest::newRow("in the future")
            << back + QStringList{"--on", dayAfter, "--as", "treasurer"} << "close.payment.return_date";
        QTest::newRow("no day") << back + QStringList{"--on", "soon", "--as", "treasurer"}
                                << "base.date.invalid";
        QTest::newRow("no such payment") << QStringList{"payments", "return", "D0-0", "--on",     m_today,
                                                        "--reason", "x",      "--as", "treasurer"}
                                         << "treasury.payment.unknown_key";
        QTest::newRow("again, by the Board")
            << again + QStringList{"--second", "treasurer", "--as", "board"} << denied;
        QTest::newRow("what did not come back")
            << again + QStringList{"--second", "board", "--as", "treasurer"}
            << "agreements.distribution.state";
        QTest::newRow("the list, by a member")
            << QStringList{"payments", "list", "--period", period, "--as", "member"} << denied;
    }

    void wrongPeopleAndDaysAreRefused()
    {
        QFETCH(QStringList, order);
        QFETCH(QString, code);
        const auto& program = m_locked;
        order.replaceInStrings("KEY", m_first);
        const auto ran = program.json(order);
        QCOMPARE(ran.code, 1);
        QCOMPARE(ran.errorCode(), code);
    }

    void aPaymentTakesTwoPeopleWhoMaySign_data()
    {
        QTest::addColumn<QStringList>("second");
        QTest::addColumn<QString>("code");
        QTest::newRow("nobody") << QStringList{} << "treasury.payment.second_person";
        QTest::newRow("oneself") << QStringList{"--second", "treasurer"} << "treasury.payment.second_person";
        QTest::newRow("a member") << QStringList{"--second", "member"} << "close.payment.second_person.role";
        QTest::newRow("an agent") << QStringList{"--second", "agent"} << "close.payment.second_person.role";
    }

    void aPaymentTakesTwoPeopleWhoMaySign()
    {
        QFETCH(QStringList, second);
        QFETCH(QString, code);
        const auto program =
            m_cooperatives.copyOf(m_locked, QString("two %1.db").arg(QTest::currentDataTag()));
        QCOMPARE(giveBack(program, m_first).code, 0);
        const auto refused =
            program.json(QStringList{"payments", "pay-again", m_first, "--as", "treasurer"} + second);
        QCOMPARE(refused.errorCode(), code);
        QCOMPARE(payment(program, m_first)["distribution_state"].toString(), QString("returned"));
        QVERIFY(!QDir(program.database() + ".bank").exists());
    }

    /// After a restore: the bank paid it again since, and no copy of the books knows of that.
    void whatTheBankHasPaidAlreadyIsRecordedAndNotSent()
    {
        const auto smooth = m_cooperatives.copyOf(m_locked, "lost.db");
        QCOMPARE(giveBack(smooth, m_first).code, 0);
        const auto key = payAgain(smooth, m_first).json()["payment_key"].toString();

        const auto program = m_cooperatives.copyOf(m_locked, "restored.db");
        const auto cash = balance(program, "1110");
        const QStringList order{"payments", "confirm", m_first,     "--reference",
                                "ACH 4711", "--as",    "treasurer", "--second"};
        // It is on record as paid, under what the bank said then.
        QCOMPARE(program.json(order + QStringList{"board"}).errorCode(), QString("close.payment.confirmed"));
        QCOMPARE(giveBack(program, m_first).code, 0);
        QCOMPARE(program.json(order + QStringList{"treasurer"}).errorCode(),
                 QString("treasury.payment.second_person"));
        QCOMPARE(program.json(order + QStringList{"member"}).errorCode(),
                 QString("close.payment.second_person.role"));
        const auto tomorrow = QDate::currentDate().addDays(2).toString(Qt::ISODate);
        QCOMPARE(program.json(order + QStringList{"board", "--on", tomorrow}).errorCode(),
                 QString("close.payment.paid_date"));
        auto blank = order;
        blank[4] = " ";
        QCOMPARE(program.json(blank + QStringList{"board"}).errorCode(), QString("close.payment.reference"));
        auto wrong = order;
        wrong[6] = "board";
        QCOMPARE(program.json(wrong + QStringList{"treasurer"}).errorCode(),
                 QString("identity.permission.denied"));
        QCOMPARE(balance(program, "1110"), cash + payment(program, m_first)["amount_minor"].toInteger());

        for (int times = 0; times < 2; ++times) {
            const auto confirmed = program.json(order + QStringList{"board"});
            QVERIFY2(confirmed.code == 0, confirmed.out.constData());
            // The very key under which the bank knows it.
            QCOMPARE(confirmed.json()["payment_key"].toString(), key);
            QCOMPARE(confirmed.json()["confirmation"].toString(), QString("ACH 4711"));
        }
        QCOMPARE(payment(program, key)["state"].toString(), QString("completed"));
        QCOMPARE(payment(program, key)["submitted_by"].toString(), QString("treasurer"));
        QCOMPARE(payment(program, key)["second_person"].toString(), QString("board"));
        QCOMPARE(payment(program, key)["paid_on"].toString(), m_today);
        QCOMPARE(balance(program, "1110"), cash);
        QCOMPARE(balance(program, "2320"), 0);
        QVERIFY(!QDir(program.database() + ".bank").exists());
        QVERIFY(isSound(program));
        auto other = order;
        other[4] = "ACH 4712";
        QCOMPARE(program.json(other + QStringList{"board"}).errorCode(), QString("close.payment.confirmed"));
        // That payment comes back too: the order given once more is still the old one.
        QCOMPARE(giveBack(program, key).code, 0);
        auto again = order;
        again[2] = key;
        QCOMPARE(program.json(again + QStringList{"board"}).json()["payment_key"].toString(), key);
        again[4] = "ACH 4713";
        QCOMPARE(program.json(again + QStringList{"board", "--on", "2026-05-04"}).errorCode(),
                 QString("close.payment.paid_date"));
        QCOMPARE(payment(program, key)["state"].toString(), QString("returned"));
        QCOMPARE(balance(program, "1110"), cash + payment(program, key)["amount_minor"].toInteger());
        QVERIFY(isSound(program));
    }

    /// The program stopped while it was being sent, and a person knows what became of it.
    void whatWasBeingSentIsConfirmedToo()
    {
        const auto program = m_cooperatives.copyOf(m_locked, "sending.db");
        const auto cash = balance(program, "1110");
        QCOMPARE(giveBack(program, m_first).code, 0);
        // A file where the folder would be: nothing can be sent.
        QFile inTheWay(program.database() + ".bank");
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        inTheWay.close();
        QCOMPARE(payAgain(program, m_first).code, 1);
        QString key;
        for (const auto& one :
             program.json({"payments", "list", "--period", period}).json()["payments"].toArray())
            if (one.toObject()["state"].toString() == "submitting")
                key = one.toObject()["payment_key"].toString();
        QVERIFY(!key.isEmpty());
        const auto confirmed = program.json({"payments", "confirm", key, "--reference", "ACH 4711", "--as",
                                             "treasurer", "--second", "board"});
        QVERIFY2(confirmed.code == 0, confirmed.out.constData());
        QCOMPARE(payment(program, key)["state"].toString(), QString("completed"));
        QCOMPARE(balance(program, "1110"), cash);
        QVERIFY(isSound(program));
    }

    void anInterruptedPaymentIsAskedAboutBeforeItIsSentAgain_data()
    {
        QTest::addColumn<bool>("bankHasIt");
        QTest::newRow("the bank has it") << true;
        QTest::newRow("the bank knows nothing of it") << false;
    }

    void anInterruptedPaymentIsAskedAboutBeforeItIsSentAgain()
    {
        QFETCH(bool, bankHasIt);
        // The same payment in another copy, to know what the bank is told.
        const auto smooth = m_cooperatives.copyOf(m_locked, QString("smooth %1.db").arg(bankHasIt));
        QCOMPARE(giveBack(smooth, m_first).code, 0);
        const auto key = payAgain(smooth, m_first).json()["payment_key"].toString();
        QVERIFY(!key.isEmpty());

        const auto program = m_cooperatives.copyOf(m_locked, QString("broken %1.db").arg(bankHasIt));
        QCOMPARE(giveBack(program, m_first).code, 0);
        const auto cash = balance(program, "1110");
        const auto path = bankFile(program, key, 1);
        QVERIFY(QDir().mkpath(path));
        QCOMPARE(payAgain(program, m_first).code, 1);
        QCOMPARE(payment(program, key)["state"].toString(), QString("submitting"));
        QCOMPARE(balance(program, "1110"), cash);
        QVERIFY(isSound(program));
        QVERIFY(QDir().rmdir(path));
        if (bankHasIt) QVERIFY(QFile::copy(bankFile(smooth, key, 1), path));

        const auto paid = payAgain(program, m_first);
        QVERIFY2(paid.code == 0, paid.out.constData());
        QCOMPARE(payment(program, key)["state"].toString(), QString("completed"));
        QCOMPARE(balance(program, "2320"), 0);
        QCOMPARE(QDir(program.database() + ".bank").entryList(QDir::Files).size(), 1);
        QVERIFY(QFile::exists(bankFile(program, key, bankHasIt ? 1 : 2)));
        QVERIFY(isSound(program));
    }
};

QTEST_GUILESS_MAIN(PaymentVerbsTest)
#include "payment_verbs_test.moc"
