// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agreements/policies.h"
#include "tests/support/desk.h"

#include "core/store/journal.h"

#include <QTest>

using namespace habitat;
using namespace habitat::agreements;
using namespace habitat::test;

namespace {

const CloseKey run(1);

Policy ratified(std::int64_t version, Date ratifiedOn, Date effectiveFrom)
{
    Policy policy;
    policy.version = version;
    policy.ratifiedOn = ratifiedOn;
    policy.effectiveFrom = effectiveFrom;
    return policy;
}

} // namespace

class PolicyTest : public QObject
{
    Q_OBJECT

private slots:
    void emptyFileIsTheDefaultPolicy()
    {
        const auto policy = parsePolicy("{}");
        QVERIFY(policy);
        QVERIFY(*policy == Policy());
        QCOMPARE(int(policy->method), int(PatronageMethod::S));
        QCOMPARE(policy->category("labor")->weight.value, std::int64_t(4'000));
        QCOMPARE(policy->category("revenue")->weight.value, std::int64_t(3'000));
        QCOMPARE(policy->category("cash")->weight.value, std::int64_t(2'000));
        QCOMPARE(int(policy->category("cash")->kind), int(CategoryKind::Cash));
        QCOMPARE(policy->category("community")->weight.value, std::int64_t(1'000));
        QCOMPARE(policy->cashRate.value, std::int64_t(2'000));
        QCOMPARE(policy->reserve, Money(0));
        QCOMPARE(int(policy->taxRegime), int(TaxRegime::K));
        QCOMPARE(policy->contributionDualApprovalOver, Money(250'000));
        QCOMPARE(policy->journalThreshold, Money(500'000));
        QCOMPARE(policy->graceDays, std::int64_t(7));
        QVERIFY(!policy->category("Labor"));
    }

    void everyFieldIsRead()
    {
        const auto policy = parsePolicy(R"({
            "name": "Pine Ridge", "version": 3, "method": "V",
            "categories": [{"name": "hours", "weight_bp": 6000},
                           {"name": "tools", "weight_bp": 4000, "kind": "in_kind"}, {"name": "gifts", "weight_bp": 0}],
            "cash_rate_bp": 2500, "reserve_minor": 200000, "reserve_bp": 500, "tie_break": "admission_date",
            "tax_regime": "T", "contribution_dual_approval_minor": 1, "journal_threshold_minor": 2, "grace_days": 3,
            "minimum_cash_minor": 4, "quorum": 5, "ratified_on": "2025-12-15", "effective_from": "2026-01-01",
            "restoration_obligation": [{"member_number": "7"}, {"member_number": "8", "limit_minor": 900}]})");
        QVERIFY(policy);
        QCOMPARE(policy->name, std::string("Pine Ridge"));
        QCOMPARE(policy->version, std::int64_t(3));
        QVERIFY(policy->method == PatronageMethod::V);
        QCOMPARE(policy->categories.size(), std::size_t(3));
        QVERIFY(policy->category("hours")->kind == CategoryKind::Patronage);
        QVERIFY(policy->category("tools")->kind == CategoryKind::InKind);
        QCOMPARE(policy->cashRate.value, std::int64_t(2500));
        QCOMPARE(policy->reserve, Money(200'000));
        QCOMPARE(policy->reserveRate.value, std::int64_t(500));
        QVERIFY(policy->tieBreak == TieBreak::AdmissionDate);
        QVERIFY(policy->taxRegime == TaxRegime::T);
        QCOMPARE(policy->contributionDualApprovalOver, Money(1));
        QCOMPARE(policy->journalThreshold, Money(2));
        QCOMPARE(policy->graceDays, std::int64_t(3));
        QCOMPARE(policy->minimumCash, Money(4));
        QCOMPARE(policy->quorum, std::int64_t(5));
        QVERIFY(policy->ratifiedOn == day(2025, 12, 15));
        QVERIFY(policy->effectiveFrom == day(2026, 1, 1));
        QCOMPARE(policy->restoration.size(), std::size_t(2));
        QVERIFY(!policy->restoration[0].limit);
        QVERIFY(policy->restoration[1].limit == Money(900));
        QVERIFY(*parsePolicy(toJson(*policy)) == *policy);
    }

    void canonicalTextReadsBack()
    {
        Policy everyone;
        everyone.everyoneRestores = true;
        for (const auto& policy : {Policy(), everyone, ratified(2, day(2025, 1, 1), day(2026, 1, 1))}) {
            const auto again = parsePolicy(toJson(policy));
            QVERIFY(again && *again == policy);
            QCOMPARE(hashOf(*again), hashOf(policy));
        }
        QVERIFY(hashOf(Policy()) != hashOf(everyone));
    }

    void badFieldIsNamed_data()
    {
        QTest::addColumn<QString>("json");
        QTest::addColumn<QString>("field");
        const auto row = [](const char* name, const char* json, const char* field) {
            QTest::newRow(name) << json << field;
        };
        row("a list instead", "[]", "policy");
        row("unknown", R"({"cash_rate": 2000})", "cash_rate");
        row("name of the wrong type", R"({"name": 5})", "name");
        row("blank name", R"({"name": " "})", "name");
        row("version as text", R"({"version": "1"})", "version");
        row("version zero", R"({"version": 0})", "version");
        row("fractions of a basis point", R"({"cash_rate_bp": 2000.5})", "cash_rate_bp");
        row("whole number written with a point", R"({"cash_rate_bp": 2000.0})", "cash_rate_bp");
        row("number beyond 64 bits", R"({"reserve_minor": 18446744073709551615})", "reserve_minor");
        row("cash rate over the whole", R"({"cash_rate_bp": 10001})", "cash_rate_bp");
        row("cash rate below zero", R"({"cash_rate_bp": -1})", "cash_rate_bp");
        row("reserve below zero", R"({"reserve_minor": -1})", "reserve_minor");
        row("reserve rate over the whole", R"({"reserve_bp": 10001})", "reserve_bp");
        row("unknown method", R"({"method": "X"})", "method");
        row("unknown tie-break", R"({"tie_break": "lot"})", "tie_break");
        row("unknown regime", R"({"tax_regime": "C"})", "tax_regime");
        row("less than a fifth in cash under T", R"({"tax_regime": "T", "cash_rate_bp": 1999})",
            "cash_rate_bp");
        row("quorum of one", R"({"quorum": 1})", "quorum");
        row("a field twice", R"({"grace_days": 1, "grace_days": 2})", "grace_days");
        row("a field of a category twice",
            R"({"categories": [{"name": "a", "name": "b", "weight_bp": 10000}]})", "name");
        row("days that no number of days is", R"({"grace_days": 4294967299})", "grace_days");
        row("more than a year of grace", R"({"grace_days": 367})", "grace_days");
        row("reserve that no sum would hold", R"({"reserve_minor": 9223372036854775807})", "reserve_minor");
        row("minimum cash that no sum would hold", R"({"minimum_cash_minor": 9223372036854775807})",
            "minimum_cash_minor");
        row("restoration that no sum would hold",
            R"({"restoration_obligation": [{"member_number": "1", "limit_minor": 9223372036854775807}]})",
            "restoration_obligation[0].limit_minor");
        row("days below zero", R"({"grace_days": -1})", "grace_days");
        row("threshold below zero", R"({"contribution_dual_approval_minor": -1})",
            "contribution_dual_approval_minor");
        row("journal threshold below zero", R"({"journal_threshold_minor": -1})", "journal_threshold_minor");
        row("minimum cash below zero", R"({"minimum_cash_minor": -1})", "minimum_cash_minor");
        row("no such day", R"({"ratified_on": "2026-02-30"})", "ratified_on");
        row("day as number", R"({"effective_from": 20260101})", "effective_from");
        row("categories as object", R"({"categories": {}})", "categories");
        row("no category", R"({"categories": []})", "categories");
        row("weights below the whole", R"({"categories": [{"name": "a", "weight_bp": 9999}]})", "categories");
        row("weights over the whole",
            R"({"categories": [{"name": "a", "weight_bp": 9000}, {"name": "b", "weight_bp": 1001}]})",
            "categories");
        row("category as text", R"({"categories": ["labor"]})", "categories[0]");
        row("category without weight", R"({"categories": [{"name": "a"}]})", "categories[0].weight_bp");
        row("negative weight",
            R"({"categories": [{"name": "a", "weight_bp": 10001}, {"name": "b", "weight_bp": -1}]})",
            "categories[0].weight_bp");
        row("category without name", R"({"categories": [{"weight_bp": 10000}]})", "categories[0].name");
        row("category twice",
            R"({"categories": [{"name": "a", "weight_bp": 1}, {"name": "a", "weight_bp": 9999}]})",
            "categories[1].name");
        row("unknown kind", R"({"categories": [{"name": "a", "weight_bp": 10000, "kind": "gold"}]})",
            "categories[0].kind");
        row("unknown field of a category", R"({"categories": [{"name": "a", "weight_bp": 10000, "w": 1}]})",
            "categories[0].w");
        row("restoration as number", R"({"restoration_obligation": 1})", "restoration_obligation");
        row("restoration by somebody", R"({"restoration_obligation": "somebody"})", "restoration_obligation");
        row("restoration without member", R"({"restoration_obligation": [{}]})",
            "restoration_obligation[0].member_number");
        row("restoration below zero",
            R"({"restoration_obligation": [{"member_number": "1", "limit_minor": -1}]})",
            "restoration_obligation[0].limit_minor");
        row("restoration twice",
            R"({"restoration_obligation": [{"member_number": "1"}, {"member_number": "1"}]})",
            "restoration_obligation[1].member_number");
    }

    void badFieldIsNamed()
    {
        QFETCH(QString, json);
        QFETCH(QString, field);
        const auto policy = parsePolicy(json.toStdString());
        QCOMPARE(codeOf(policy), std::string("agreements.policy.invalid"));
        QCOMPARE(policy.error().context.at("field").get<std::string>(), field.toStdString());
        QVERIFY(policy.error().message.find(field.toStdString()) != std::string::npos);
    }

    void whatIsNotJsonIsRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray("");
        QTest::newRow("cut off") << QByteArray("{\"name\": \"a");
        QTest::newRow("wrong encoding") << QByteArray("{\"name\": \"\xff\xfe\"}");
        QTest::newRow("two documents") << QByteArray("{} {}");
        QTest::newRow("very deep") << QByteArray(100'000, '[');
    }

    void whatIsNotJsonIsRefused()
    {
        QFETCH(QByteArray, text);
        QCOMPARE(codeOf(parsePolicy(text.toStdString())), std::string("agreements.policy.unreadable"));
    }

    void versionIsAddedOnce()
    {
        Desk desk;
        auto work = desk.work();
        const auto policy = ratified(1, day(2025, 12, 1), day(2026, 1, 1));
        const auto key = addPolicy(work, policy);
        QVERIFY(key);
        QCOMPARE(namesOf(work), std::vector<std::string>{"agreements.policy.added"});
        QVERIFY(*addPolicy(work, policy) == *key);
        QCOMPARE(work.published().size(), std::size_t(1));
        auto changed = policy;
        changed.cashRate = BasisPoints(3'000);
        QCOMPARE(codeOf(addPolicy(work, changed)), std::string("agreements.policy.version_taken"));
        changed.version = 2;
        QVERIFY(addPolicy(work, changed));
        changed.version = 3;
        changed.cashRate = BasisPoints(-1);
        QCOMPARE(codeOf(addPolicy(work, changed)), std::string("agreements.policy.invalid"));
        QVERIFY(findPolicy(desk.db(), *key)->policy == policy);
        QVERIFY(!findPolicy(desk.db(), PolicyKey(404)));
    }

    void categoriesHaveNamesThatFilesCanHold_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("fine");
        QTest::newRow("plain") << "lab" << true;
        QTest::newRow("with a space within") << "field labor" << true;
        QTest::newRow("not of ASCII") << QString(100, QChar(0xE9)) << true;
        QTest::newRow("a space after it") << "lab " << false;
        QTest::newRow("a space before it") << " lab" << false;
        QTest::newRow("a tab") << "la\tb" << false;
        QTest::newRow("a line end") << "lab\n" << false;
        QTest::newRow("over-long") << QString(101, QChar('a')) << false;
    }
    void categoriesHaveNamesThatFilesCanHold()
    {
        QFETCH(QString, name);
        QFETCH(bool, fine);
        Desk desk;
        auto work = desk.work();
        Policy policy;
        policy.categories.front().name = name.toStdString();
        QCOMPARE(codeOf(addPolicy(work, policy)),
                 std::string(fine ? "done" : "agreements.policy.category_name"));
    }

    void policyInForceIsTheLatestRatifiedBefore()
    {
        Desk desk;
        auto work = desk.work();
        QVERIFY(addPolicy(work, ratified(1, day(2024, 12, 1), day(2025, 1, 1))));
        QVERIFY(addPolicy(work, ratified(2, day(2025, 12, 1), day(2026, 1, 1))));
        QVERIFY(addPolicy(work, ratified(3, day(2026, 1, 1), day(2026, 1, 1))));
        QVERIFY(addPolicy(work, ratified(4, day(2025, 12, 1), day(2026, 4, 1))));
        Policy draft;
        draft.version = 5;
        QVERIFY(addPolicy(work, draft));
        QCOMPARE(policyInForce(desk.db(), day(2026, 1, 1))->policy.version, std::int64_t(2));
        QCOMPARE(policyInForce(desk.db(), day(2025, 12, 31))->policy.version, std::int64_t(1));
        QCOMPARE(policyInForce(desk.db(), day(2026, 2, 1))->policy.version, std::int64_t(3));
        QCOMPARE(policyInForce(desk.db(), day(2026, 4, 1))->policy.version, std::int64_t(4));
        QCOMPARE(codeOf(policyInForce(desk.db(), day(2024, 12, 31))),
                 std::string("agreements.policy.none_in_force"));
    }

    void onlyWhatWasRatifiedBeforeThePeriodIsPinned_data()
    {
        QTest::addColumn<QString>("ratified");
        QTest::addColumn<QString>("effective");
        QTest::addColumn<QString>("code");
        QTest::newRow("the day before") << "2025-12-31"
                                        << "2026-01-01"
                                        << "done";
        QTest::newRow("long before") << "2020-01-01"
                                     << "2020-01-01"
                                     << "done";
        QTest::newRow("the first day") << "2026-01-01"
                                       << "2026-01-01"
                                       << "agreements.policy.not_ratified";
        QTest::newRow("within the period") << "2026-02-01"
                                           << "2026-01-01"
                                           << "agreements.policy.not_ratified";
        QTest::newRow("never") << ""
                               << "2026-01-01"
                               << "agreements.policy.not_ratified";
        QTest::newRow("effective later") << "2025-12-31"
                                         << "2026-01-02"
                                         << "agreements.policy.not_effective";
        QTest::newRow("effective since its ratification") << "2025-12-31"
                                                          << ""
                                                          << "done";
    }

    void onlyWhatWasRatifiedBeforeThePeriodIsPinned()
    {
        QFETCH(QString, ratified);
        QFETCH(QString, effective);
        QFETCH(QString, code);
        Policy policy;
        if (!ratified.isEmpty()) policy.ratifiedOn = *parseDate(ratified.toStdString());
        if (!effective.isEmpty()) policy.effectiveFrom = *parseDate(effective.toStdString());
        Desk desk;
        auto work = desk.work("al");
        const auto key = *addPolicy(work, policy);
        QCOMPARE(codeOf(pinPolicy(work, run, key, day(2026, 1, 1))), code.toStdString());
        QCOMPARE(pinnedPolicy(desk.db(), run).has_value(), code == "done");
    }

    void whatIsNoSoundJsonIsRefusedInWords_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("more digits than any number has")
            << R"({"reserve_minor": )" + QByteArray(100'000, '9') + "}";
        QTest::newRow("exponent") << QByteArray(R"({"reserve_minor": 1e400})");
        QTest::newRow("never closed") << QByteArray(1'000'000, '[');
        QTest::newRow("too long") << "{\"name\": \"" + QByteArray(2'000'000, 'x') + "\"}";
        QTest::newRow("no UTF-8") << QByteArray("{\"name\": \"\xff\"}");
        QTest::newRow("a NUL") << QByteArray("{\"name\": \"a\0b\"}", 15);
        QTest::newRow("UTF-16") << QByteArray("\xff\xfe{\0}\0", 6);
    }

    void whatIsNoSoundJsonIsRefusedInWords()
    {
        QFETCH(QByteArray, json);
        const auto policy = parsePolicy(json.toStdString());
        QCOMPARE(codeOf(policy), std::string("agreements.policy.unreadable"));
        QVERIFY(policy.error().message.size() < 1000);
    }

    /// The desk's clock: the co-op was opened on 1 April 2026, and the policy entered on the day given.
    void aDateOfRatificationIsBelievedForPeriodsBeforeTheProgramOnly_data()
    {
        QTest::addColumn<QString>("entered");
        QTest::addColumn<QString>("period");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const char* entered, const char* period, const char* code) {
            QTest::newRow(name) << entered << period << code;
        };
        row("a period from before the program", "2026-04-02", "2026-01-01", "done");
        row("the period in which it was opened", "2026-05-20", "2026-04-01", "done");
        row("a later period, entered before it", "2026-06-30", "2026-07-01", "done");
        row("a later period, entered on its first day", "2026-07-01", "2026-07-01",
            "agreements.policy.entered_late");
        row("a later period, entered within it", "2026-08-15", "2026-07-01",
            "agreements.policy.entered_late");
        row("the period after that", "2026-08-15", "2026-10-01", "done");
    }

    void aDateOfRatificationIsBelievedForPeriodsBeforeTheProgramOnly()
    {
        QFETCH(QString, entered);
        QFETCH(QString, period);
        QFETCH(QString, code);
        Desk desk;
        store::Journal journal(desk.db());
        journal.append(
            {.seq = 1, .at = *parseInstant("2026-04-01T10:00:00Z"), .actor = "system", .kind = "test"});
        CountingKeys keys;
        store::UnitOfWork work(desk.db(), keys, *parseInstant(entered.toStdString() + "T09:00:00Z"),
                               Actor{"al", {}});
        const auto key = *addPolicy(work, ratified(1, day(2025, 12, 1), day(2026, 1, 1)));
        const auto begins = *parseDate(period.toStdString());
        QCOMPARE(codeOf(pinPolicy(work, run, key, begins)), code.toStdString());
        QCOMPARE(policyInForce(desk.db(), begins).has_value(), code == "done");
        QCOMPARE(QString::fromStdString(toText(dateOf(findPolicy(desk.db(), key)->addedAt))), entered);
    }

    void pinIsASnapshotUntilItIsUnpinned()
    {
        Desk desk;
        auto work = desk.work("al");
        const auto key = *addPolicy(work, ratified(1, day(2025, 12, 1), day(2026, 1, 1)));
        QCOMPARE(codeOf(pinPolicy(work, run, PolicyKey(404), day(2026, 1, 1))),
                 std::string("agreements.policy.unknown"));
        const auto pinned = pinPolicy(work, run, key, day(2026, 1, 1));
        QVERIFY(pinned);
        QCOMPARE(work.published().back().name, std::string("agreements.policy.pinned"));
        QCOMPARE(codeOf(pinPolicy(work, run, key, day(2026, 1, 1))),
                 std::string("agreements.policy.already_pinned"));
        QVERIFY(pinPolicy(work, CloseKey(2), key, day(2026, 1, 1)));
        const auto found = pinnedPolicy(desk.db(), run);
        QVERIFY(found && found->stored.hash == hashOf(found->stored.policy));
        QCOMPARE(codeOf(unpinPolicy(work, run, "")), std::string("agreements.reason_missing"));
        QVERIFY(unpinPolicy(work, run, "undo step 2"));
        QVERIFY(!pinnedPolicy(desk.db(), run));
        QVERIFY(pinnedPolicy(desk.db(), CloseKey(2)));
        QCOMPARE(codeOf(unpinPolicy(work, run, "again")), std::string("agreements.policy.not_pinned"));
        QVERIFY(pinPolicy(work, run, key, day(2026, 1, 1)));
        QCOMPARE(desk.count("SELECT count(*) FROM policy_pin WHERE close_run = 1"), std::int64_t(2));
    }
};

QTEST_GUILESS_MAIN(PolicyTest)
#include "policy_test.moc"
