// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/money.h"

#include <QTest>

using namespace habitat;

class MoneyTest : public QObject
{
    Q_OBJECT

private slots:
    void parses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("valid");
        QTest::addColumn<qlonglong>("minor");
        QTest::newRow("whole") << "18000" << true << 1'800'000LL;
        QTest::newRow("one digit") << "18000.5" << true << 1'800'050LL;
        QTest::newRow("grouped") << "1,234,567.89" << true << 123'456'789LL;
        QTest::newRow("negative") << "-1.20" << true << -120LL;
        QTest::newRow("negative below one") << "-0.05" << true << -5LL;
        QTest::newRow("three digits") << "1.005" << false << 0LL;
        QTest::newRow("bad group") << "12,34" << false << 0LL;
        QTest::newRow("half grouped") << "1,234567" << false << 0LL;
        QTest::newRow("letters") << "12a" << false << 0LL;
        QTest::newRow("empty") << "" << false << 0LL;
        QTest::newRow("point only") << "." << false << 0LL;
        QTest::newRow("trailing point") << "5." << false << 0LL;
        QTest::newRow("plus") << "+5" << false << 0LL;
        QTest::newRow("exponent") << "1e5" << false << 0LL;
        QTest::newRow("too large") << "99999999999999999" << false << 0LL;
    }

    void parses()
    {
        QFETCH(QString, text);
        QFETCH(bool, valid);
        QFETCH(qlonglong, minor);
        const auto money = parseMoney(text.toStdString());
        QCOMPARE(money.has_value(), valid);
        if (valid)
            QCOMPARE(money->minor, minor);
        else
            QCOMPARE(money.error().code, std::string("base.money.invalid"));
    }

    void printsGrouped()
    {
        QCOMPARE(toText(Money(1'800'000)), std::string("18,000.00"));
        QCOMPARE(toText(Money(-5)), std::string("-0.05"));
        QCOMPARE(toText(Money(INT64_MIN)), std::string("-92,233,720,368,547,758.08"));
        QCOMPARE(toPlainText(Money(123'456'789)), std::string("1234567.89"));
    }

    void cashShareIsNeverBelowTheRate()
    {
        QCOMPARE(ceilingShare(Money(374'734), BasisPoints(2'000)), Money(74'947));
        QCOMPARE(ceilingShare(Money(1), BasisPoints(2'000)), Money(1));
        QCOMPARE(ceilingShare(Money(-374'734), BasisPoints(2'000)), Money(-74'947));
        QCOMPARE(ceilingShare(Money(500), BasisPoints(10'000)), Money(500));
    }

    void overflowIsAnInvariantAndNotAWrap()
    {
        QVERIFY_EXCEPTION_THROWN(Money(INT64_MAX) + Money(1), InvariantBroken);
        QVERIFY_EXCEPTION_THROWN(-Money(INT64_MIN), InvariantBroken);
    }
};

QTEST_GUILESS_MAIN(MoneyTest)
#include "money_test.moc"
