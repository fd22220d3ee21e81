// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/treasury/books.h"

#include "core/treasury/journal_query.h"

#include <QTest>

using namespace habitat;
using namespace habitat::treasury;

class JournalQueryTest : public QObject
{
    Q_OBJECT

private slots:
    void journalsArePagedByDateAndKey()
    {
        Books books;
        books.post(books.entry("c", "2026-03-05", "1110", "4000", 3));
        books.post(books.entry("a", "2026-01-05", "1110", "4000", 1));
        books.post(books.entry("b", "2026-01-05", "5100", "1110", 2));
        books.post(books.entry("t", "2026-02-05", "1110", "4000", 4, Ledger::Tax));
        JournalFilter filter;
        filter.limit = 2;
        QStringList sources;
        for (auto page = journals(books.db(), filter); !page.empty(); page = journals(books.db(), filter)) {
            for (const auto& record : page)
                sources += q(record.journal.sourceKey);
            filter.after = JournalCursor{page.back().journal.date, page.back().key};
        }
        QCOMPARE(sources, QStringList({"a", "b", "t", "c"}));
    }

    void journalsAreFiltered_data()
    {
        QTest::addColumn<JournalFilter>("filter");
        QTest::addColumn<QStringList>("sources");
        JournalFilter filter;
        QTest::newRow("all") << filter << QStringList({"a", "b", "t", "d"});
        filter.ledger = Ledger::Tax;
        QTest::newRow("ledger") << filter << QStringList({"t"});
        filter = {};
        filter.account = "5100";
        QTest::newRow("account") << filter << QStringList({"b"});
        filter = {};
        filter.status = JournalStatus::Draft;
        QTest::newRow("status") << filter << QStringList({"d"});
        filter = {};
        filter.from = day("2026-01-06");
        filter.to = day("2026-02-05");
        QTest::newRow("dates, both within") << filter << QStringList({"b", "t"});
        filter = {};
        filter.forPeriod = "2026-Q1";
        QTest::newRow("period") << filter << QStringList();
    }

    void journalsAreFiltered()
    {
        QFETCH(JournalFilter, filter);
        QFETCH(QStringList, sources);
        Books books;
        books.post(books.entry("a", "2026-01-05", "1110", "4000", 1));
        books.post(books.entry("b", "2026-01-06", "5100", "1110", 2));
        books.post(books.entry("t", "2026-02-05", "1110", "4000", 4, Ledger::Tax));
        auto work = books.as(tara);
        QVERIFY(draftJournal(work, books.entry("d", "2026-02-06", "1110", "4000", 5)).has_value());
        QStringList found;
        for (const auto& record : journals(books.db(), filter))
            found += q(record.journal.sourceKey);
        QCOMPARE(found, sources);
    }
};

QTEST_GUILESS_MAIN(JournalQueryTest)
#include "journal_query_test.moc"
