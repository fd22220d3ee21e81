// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agreements/patronage_runs.h"
#include "tests/agreements/worked_example.h"
#include "tests/support/desk.h"

#include <QTest>

using namespace habitat;
using namespace habitat::agreements;
using namespace habitat::test;

namespace {

const CloseKey run(1);
const std::string period = "2026-Q1";

} // namespace

class PatronageTest : public QObject
{
    Q_OBJECT

private slots:
    void workedExampleSharesAreExact()
    {
        const auto shares = computeShares(examplePolicy(), exampleParticipants(), exampleEntries());
        QVERIFY(shares);
        QStringList texts;
        Rational sum = 0;
        for (const auto& member : shares->members) {
            texts << QString::fromStdString(toText(shares->share(member)));
            sum += shares->share(member);
        }
        QCOMPARE(texts, (QStringList{"2467/11850", "1337/11850", "2857/11850", "279/3950", "2176/5925"}));
        QVERIFY(sum == 1);
    }

    void emptyCategoryDropsOutAndTheOthersRenormalise()
    {
        auto entries = exampleEntries();
        std::erase_if(entries, [](const PatronageEntry& entry) { return entry.category == "revenue"; });
        const auto shares = computeShares(examplePolicy(), exampleParticipants(), entries);
        QVERIFY(shares);
        // Alice: (4000 × 216/711 + 2000 × 1/3 + 1000 × 1/5) / 7000
        const Rational alice = (Rational(4000) * Rational(216, 711) + Rational(2000, 3) + 200) / 7000;
        QVERIFY(shares->share(shares->members[0]) == alice);
        for (const auto& category : shares->categories)
            QCOMPARE(category.counts, category.category.name != "revenue");
        Rational sum = 0;
        for (const auto& member : shares->members)
            sum += shares->share(member);
        QVERIFY(sum == 1);
    }

    void refusals_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("code");
        QTest::newRow("nothing brought") << "none"
                                         << "agreements.patronage.none";
        QTest::newRow("only categories without weight") << "weightless"
                                                        << "agreements.patronage.none";
        QTest::newRow("category that the policy does not know") << "category"
                                                                << "agreements.patronage.category_unknown";
        QTest::newRow("member who does not take part") << "member"
                                                       << "agreements.patronage.member_unknown";
        QTest::newRow("negative value") << "negative"
                                        << "agreements.patronage.negative";
        QTest::newRow("member twice") << "twice"
                                      << "agreements.patronage.member_repeated";
        QTest::newRow("number twice") << "number"
                                      << "agreements.patronage.member_repeated";
    }

    void refusals()
    {
        QFETCH(QString, what);
        QFETCH(QString, code);
        for (const auto method : {PatronageMethod::S, PatronageMethod::V}) {
            auto policy = examplePolicy();
            policy.method = method;
            auto participants = exampleParticipants();
            auto entries = exampleEntries();
            if (what == "none") entries.clear();
            if (what == "weightless") {
                policy.categories = {{"labor", BasisPoints(0), CategoryKind::Patronage},
                                     {"other", BasisPoints(10'000), CategoryKind::Patronage}};
                entries = {{participants[0].member, "labor", Money(5)}};
            }
            if (what == "category") entries.push_back({participants[0].member, "gold", Money(1)});
            if (what == "member") entries.push_back({MemberKey(1), "labor", Money(1)});
            if (what == "negative") entries.push_back({participants[0].member, "labor", Money(-1)});
            if (what == "twice") participants.push_back(participants[0]);
            if (what == "number") participants[1].number = participants[0].number;
            QCOMPARE(codeOf(computeShares(policy, participants, entries)), code.toStdString());
        }
    }

    void patronageOfARunIsKeptExactly()
    {
        Desk desk;
        auto work = desk.work("al");
        for (const auto method : {PatronageMethod::S, PatronageMethod::V}) {
            auto policy = examplePolicy();
            policy.method = method;
            const auto shares = *computeShares(policy, exampleParticipants(), exampleEntries());
            const auto surplus = surplusOf(policy, Money(2'000'000));
            const PatronageInputs inputs{run, period, "register hash", "policy hash"};
            QVERIFY(recordPatronage(work, inputs, shares, surplus));
            QCOMPARE(codeOf(recordPatronage(work, inputs, shares, surplus)),
                     std::string("agreements.patronage.exists"));
            const auto found = findPatronage(desk.db(), run);
            QVERIFY(found);
            QCOMPARE(found->sharesHash, hashOf(shares));
            QCOMPARE(hashOf(found->shares), hashOf(shares));
            QCOMPARE(found->registerHash + found->policyHash + found->period,
                     std::string("register hashpolicy hash") + period);
            // What is allocated from the record is what would have been allocated from the computation.
            QCOMPARE(hashOf(*planAllocation(policy, found->shares, found->surplus, {})),
                     hashOf(*planAllocation(policy, shares, surplus, {})));
            QCOMPARE(codeOf(discardPatronage(work, run, "")), std::string("agreements.reason_missing"));
            QVERIFY(discardPatronage(work, run, "undo step 4"));
            QVERIFY(!findPatronage(desk.db(), run));
            QCOMPARE(codeOf(discardPatronage(work, run, "x")),
                     std::string("agreements.patronage.not_computed"));
        }
        QCOMPARE(desk.count("SELECT count(*) FROM patronage"), std::int64_t(2));
    }
};

QTEST_GUILESS_MAIN(PatronageTest)
#include "patronage_test.moc"
