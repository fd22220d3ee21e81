// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/treasury/books.h"

#include <QTest>

using namespace habitat;
using namespace habitat::treasury;

class ChartTest : public QObject
{
    Q_OBJECT

private slots:
    void classifies_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("accountClass");
        QTest::addColumn<QString>("type");
        QTest::addColumn<bool>("inBook");
        QTest::addColumn<bool>("inTax");
        QTest::addColumn<QString>("member");
        QTest::newRow("cash") << "1110"
                              << "asset"
                              << "asset" << true << true << "";
        QTest::newRow("in-kind") << "1420"
                                 << "asset"
                                 << "asset" << true << true << "";
        QTest::newRow("payable") << "2320"
                                 << "liability"
                                 << "liability" << true << true << "";
        QTest::newRow("book capital") << "3100-7"
                                      << "member_capital"
                                      << "equity" << true << false << "7";
        QTest::newRow("tax capital") << "3200-7"
                                     << "member_capital"
                                     << "equity" << false << true << "7";
        QTest::newRow("lettered member") << "3100-M-017"
                                         << "member_capital"
                                         << "equity" << true << false << "M-017";
        QTest::newRow("income summary") << "3310"
                                        << "income_summary"
                                        << "equity" << true << true << "";
        QTest::newRow("reserve") << "3330"
                                 << "reserve"
                                 << "equity" << true << true << "";
        QTest::newRow("distributions") << "3900-12"
                                       << "distributions"
                                       << "equity" << true << true << "12";
        QTest::newRow("revenue") << "4000"
                                 << "revenue"
                                 << "revenue" << true << true << "";
        QTest::newRow("expense") << "5999"
                                 << "expense"
                                 << "expense" << true << true << "";
        QTest::newRow("guaranteed payments") << "5210"
                                             << "expense"
                                             << "expense" << true << true << "";
    }

    void classifies()
    {
        QFETCH(QString, code);
        QFETCH(QString, accountClass);
        QFETCH(QString, type);
        QFETCH(bool, inBook);
        QFETCH(bool, inTax);
        QFETCH(QString, member);
        const auto account = classifyAccount(code.toStdString());
        QVERIFY(account.has_value());
        QCOMPARE(q(toText(account->accountClass)), accountClass);
        QCOMPARE(q(toText(account->type())), type);
        QCOMPARE(account->isIn(Ledger::Book), inBook);
        QCOMPARE(account->isIn(Ledger::Tax), inTax);
        QCOMPARE(q(account->member), member);
        QVERIFY(!account->name.empty());
    }

    void refusesWhatTheChartDoesNotKnow_data()
    {
        QTest::addColumn<QString>("code");
        for (const auto* code :
             {"", "111", "11100", "6000", "0110", "9000", "3000", "3100", "3100-", "3900", "3320", "3310-7",
              "3330-7", "1110-7", "3100-a b", "3100-é", "abcd", "-110", "3100_7"})
            QTest::newRow(code) << code;
        QTest::newRow("member number too long") << "3100-" + QString(33, 'x');
    }

    void refusesWhatTheChartDoesNotKnow()
    {
        QFETCH(QString, code);
        QCOMPARE(codeOf(classifyAccount(code.toStdString())), QString("treasury.account.unknown"));
    }

    void memberAccountsFollowTheLedger()
    {
        QCOMPARE(capitalAccount(Ledger::Book, "7"), std::string("3100-7"));
        QCOMPARE(capitalAccount(Ledger::Tax, "7"), std::string("3200-7"));
        QCOMPARE(distributionsAccount("M-1"), std::string("3900-M-1"));
    }

    void accountsAreOpenedByTheFirstPosting()
    {
        Books books;
        QVERIFY(accounts(books.db()).empty());
        QVERIFY(books.post(books.entry("a", "2026-01-05", "1110", "3100-7", 100)).has_value());
        const auto opened = accounts(books.db());
        QCOMPARE(opened.size(), std::size_t(2));
        QCOMPARE(opened[1].code, std::string("3100-7"));
        QCOMPARE(opened[1].member, std::string("7"));
    }

    void ledgersAreReadExactly()
    {
        QCOMPARE(*parseLedger("tax"), Ledger::Tax);
        QCOMPARE(codeOf(parseLedger("Book")), QString("treasury.ledger.unknown"));
    }
};

QTEST_GUILESS_MAIN(ChartTest)
#include "chart_test.moc"
