// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/sample_cooperative.h"

#include <QTest>

#include <algorithm>

using namespace habitat;
using console::InboxScope;
using test::SampleCooperative;

namespace {

std::vector<std::string> subjects(const std::vector<console::InboxItem>& items)
{
    std::vector<std::string> found;
    for (const auto& item : items)
        found.push_back(item.subject);
    return found;
}

const console::InboxItem* itemFor(const std::vector<console::InboxItem>& items, const std::string& subject)
{
    const auto found = std::ranges::find(items, subject, &console::InboxItem::subject);
    return found == items.end() ? nullptr : &*found;
}

constexpr auto lateProcess =
    "<bpmn:definitions xmlns:bpmn=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" "
    "xmlns:zeebe=\"http://camunda.org/schema/zeebe/1.0\" targetNamespace=\"test\" id=\"d\">"
    "<bpmn:process id=\"late\" isExecutable=\"true\"><bpmn:startEvent id=\"start\"/>"
    "<bpmn:sequenceFlow id=\"a\" sourceRef=\"start\" targetRef=\"task\"/>"
    "<bpmn:serviceTask id=\"task\"><bpmn:extensionElements><zeebe:taskDefinition "
    "type=\"contributions.reject\"/></bpmn:extensionElements></bpmn:serviceTask>"
    "<bpmn:sequenceFlow id=\"b\" sourceRef=\"task\" targetRef=\"end\"/>"
    "<bpmn:endEvent id=\"end\"/></bpmn:process></bpmn:definitions>";

} // namespace

/// The façade as a desk uses it: signing in, inbox, instances, alerts, rights.
class ConsoleTest : public QObject
{
    Q_OBJECT

private slots:
    void peopleSignInWithTheirPasswordAndSamplePeopleWithout()
    {
        SampleCooperative sample;
        auto& console = sample.open();
        QVERIFY(console.signInSample("treasurer").has_value());
        QCOMPARE(console.signIn("treasurer", "wrong words").error().code,
                 std::string("identity.sign_in.refused"));
        QVERIFY(console
                    .addUser(sample.as("administrator"),
                             {"greta", "Greta", {Role::Reviewer}, "long enough words"})
                    .has_value());
        QVERIFY(!console.signInSample("greta").has_value());
        const auto greta = console.signIn("greta", "long enough words");
        QVERIFY(greta.has_value());
        QCOMPARE(greta->displayName, std::string("Greta"));
        const auto people = sample.questions().people();
        QVERIFY(std::ranges::none_of(people,
                                     [](const auto& one) { return one.user == "greta" && one.isSample; }));
    }

    void anInboxShowsWhatConcernsThePerson()
    {
        SampleCooperative sample;
        sample.open();
        auto& questions = sample.questions();
        QCOMPARE(int(questions.inbox(sample.as("reviewer"), InboxScope::Mine, 100).value().size()), 3);
        QCOMPARE(int(questions.inbox(sample.as("treasurer"), InboxScope::Mine, 100).value().size()), 0);
        QCOMPARE(questions.inboxCounts(sample.as("reviewer")).value().unclaimed, 3);
        const auto items = questions.inbox(sample.as("reviewer"), InboxScope::Mine, 100).value();
        const auto* labor = itemFor(items, "C-1026");
        QVERIFY(labor != nullptr);
        QCOMPARE(labor->amount->minor, 740'000);
        QCOMPARE(labor->person, std::string("Alice"));
        QVERIFY(labor->whyNotDecide.empty());
    }

    void aDecisionMovesTheContributionAndLeavesTheInbox()
    {
        SampleCooperative sample;
        auto& console = sample.open();
        auto& questions = sample.questions();
        const auto reviewer = sample.as("reviewer");
        const auto items = questions.inbox(reviewer, InboxScope::Mine, 100).value();
        const auto key = itemFor(items, "C-1027")->key;
        QCOMPARE(console.decideTask(reviewer, key, "reject", "").error().code,
                 std::string("inbox.note.missing"));
        QVERIFY(console.decideTask(reviewer, key, "reject", "Not ours").has_value());
        QVERIFY(itemFor(questions.inbox(reviewer, InboxScope::Mine, 100).value(), "C-1027") == nullptr);
        const auto done = questions.inbox(reviewer, InboxScope::Done, 100).value();
        QCOMPARE(subjects(done), std::vector<std::string>{"C-1027"});
        QCOMPARE(console.decideTask(reviewer, key, "approve", "").error().code,
                 std::string("inbox.task.ended"));
    }

    void whatIsUnclearGoesBackToItsSubmitterAndComesAgain()
    {
        SampleCooperative sample;
        auto& console = sample.open();
        auto& questions = sample.questions();
        const auto reviewer = sample.as("reviewer");
        const auto key = itemFor(questions.inbox(reviewer, InboxScope::Mine, 100).value(), "C-1027")->key;
        QVERIFY(console.decideTask(reviewer, key, "clarify", "Which orchard?").has_value());
        const auto submitter = sample.as("contributor");
        const auto theirs = questions.inbox(submitter, InboxScope::Mine, 100).value();
        QCOMPARE(subjects(theirs), std::vector<std::string>{"C-1027"});
        QVERIFY(console.decideTask(submitter, theirs.front().key, "answer", "The upper one").has_value());
        const auto again = questions.inbox(reviewer, InboxScope::Mine, 100).value();
        const auto* back = itemFor(again, "C-1027");
        QVERIFY(back != nullptr);
        const auto detail = questions.inboxItem(reviewer, back->key);
        QVERIFY(detail && detail->history.size() >= 3);
        QVERIFY(console.decideTask(reviewer, back->key, "approve", "").has_value());
    }

    void aKeyThatIsNoneIsRefused_data()
    {
        QTest::addColumn<QString>("key");
        for (const char* key : {"", "x", "7x", "-7", "99999999999999999999999", "close/2026-Q1/99999999999",
                                "close/2026-Q1/", "close//"})
            QTest::newRow(key) << key;
    }
    void aKeyThatIsNoneIsRefused()
    {
        QFETCH(QString, key);
        SampleCooperative sample;
        auto& console = sample.open();
        const auto reviewer = sample.as("reviewer");
        const auto found = sample.questions().inboxItem(reviewer, key.toStdString());
        QVERIFY(!found);
        QCOMPARE(found.error().code, std::string("inbox.task.unknown"));
        const auto decided = console.decideTask(reviewer, key.toStdString(), "approve", "");
        QVERIFY(!decided);
        QCOMPARE(decided.error().code, std::string("inbox.task.unknown"));
    }

    void aTaskIsHeldByOnePersonAtATime()
    {
        SampleCooperative sample;
        auto& console = sample.open();
        QVERIFY(console
                    .addUser(sample.as("administrator"),
                             {"greta", "Greta", {Role::Reviewer}, "long enough words"})
                    .has_value());
        const auto reviewer = sample.as("reviewer");
        const auto greta = sample.as("greta");
        const auto key = sample.questions().inbox(reviewer, InboxScope::Mine, 100).value().front().key;
        QVERIFY(console.claimTask(reviewer, key).has_value());
        QCOMPARE(console.decideTask(greta, key, "approve", "").error().code, std::string("inbox.task.held"));
        QCOMPARE(console.unclaimTask(greta, key).error().code, std::string("inbox.task.held"));
        QVERIFY(console.unclaimTask(reviewer, key).has_value());
        QVERIFY(console.decideTask(greta, key, "approve", "").has_value());
    }

    void aSignatureIsAskedForInTheInbox()
    {
        SampleCooperative sample;
        auto& console = sample.open();
        QVERIFY(console.startClose(sample.as("allocator"), SampleCooperative::period, {}).has_value());
        const auto items = sample.questions().inbox(sample.as("allocator"), InboxScope::Mine, 100).value();
        QCOMPARE(int(items.size()), 1);
        QCOMPARE(items.front().key, std::string("close/2026-Q1/1"));
        QVERIFY(console.decideTask(sample.as("allocator"), items.front().key, "approve", "Seen").has_value());
        QVERIFY(sample.questions().inbox(sample.as("allocator"), InboxScope::Mine, 100).value().empty());
    }

    void anAlertIsOneACauseAndGoesWithIt()
    {
        SampleCooperative sample;
        sample.open(2);
        QVERIFY(!sample.runTo(2).has_value());
        sample.letRetriesPass(2);
        const auto administrator = sample.as("administrator");
        auto alerts = sample.questions().alerts(administrator).value();
        QCOMPARE(int(alerts.size()), 1);
        QCOMPARE(alerts.front().cause, std::string("incident/period-close/pin-policy/close.drill"));
        QCOMPARE(alerts.front().title, std::string("Retries used up: Pin policy"));
        QVERIFY(alerts.front().why.find("drill") != std::string::npos);
        auto& console = sample.console();
        QCOMPARE(console.acknowledgeAlert(sample.as("reviewer"), alerts.front().cause).error().code,
                 std::string("identity.permission.denied"));
        QVERIFY(console.acknowledgeAlert(administrator, alerts.front().cause).has_value());
        QCOMPARE(sample.questions().alerts(administrator).value().front().state,
                 console::AlertState::Acknowledged);
        QVERIFY(console.snoozeAlert(administrator, alerts.front().cause, std::chrono::hours(1)).has_value());
        QCOMPARE(sample.questions().alerts(administrator).value().front().state,
                 console::AlertState::Snoozed);
        sample.clock().advance(std::chrono::hours(2));
        QCOMPARE(sample.questions().alerts(administrator).value().front().state, console::AlertState::Open);
        sample.open();
        QVERIFY(
            sample.console().retryInstance(administrator, sample.view().instanceKey, "Mended").has_value());
        QVERIFY(sample.questions().alerts(administrator).value().empty());
        QVERIFY(sample.console().acknowledgeAlert(administrator, alerts.front().cause).error().code ==
                "alerts.unknown");
    }

    /// A process of one's own that needs a contribution's rejection on record.
    void aRetrySaysWhetherTheCauseIsGone()
    {
        SampleCooperative sample;
        auto& console = sample.open();
        const auto administrator = sample.as("administrator");
        QVERIFY(console.deployDefinition(administrator, sample.file("late.bpmn", lateProcess)));
        const auto instance = console.startProcess(administrator, "late", "C-1027", nlohmann::json::object());
        QVERIFY(instance);
        const auto state = [&] {
            return sample.questions().instance(administrator, *instance)->instance.state;
        };
        QCOMPARE(state(), std::string("failed"));
        QCOMPARE(console.retryInstance(sample.as("treasurer"), *instance, "").error().code,
                 std::string("identity.permission.denied"));
        const auto inVain = console.retryInstance(administrator, *instance, "Again");
        QVERIFY(!inVain);
        QCOMPARE(inVain.error().code, std::string("intake.rejection.missing"));
        QCOMPARE(inVain.error().context.value("cause_gone", true), false);
        const auto items = sample.questions().inbox(sample.as("reviewer"), InboxScope::Mine, 100).value();
        QVERIFY(
            console.decideTask(sample.as("reviewer"), itemFor(items, "C-1027")->key, "reject", "Not ours"));
        QVERIFY(console.retryInstance(administrator, *instance, "Mended"));
        QCOMPARE(state(), std::string("completed"));
        QCOMPARE(console.retryInstance(administrator, *instance, "Again").error().code,
                 std::string("instance.not_failed"));
    }

    void whatWaitsTooLongRaisesAnAlert()
    {
        SampleCooperative sample;
        sample.open();
        QVERIFY(sample.questions().alerts(sample.as("administrator")).value().empty());
        sample.clock().advance(std::chrono::hours(73));
        const auto alerts = sample.questions().alerts(sample.as("administrator")).value();
        QCOMPARE(int(alerts.size()), 1);
        QCOMPARE(alerts.front().cause, std::string("waiting/contribution-approval/review"));
        QCOMPARE(alerts.front().count, 3);
    }

    void instancesAreFoundByStateProcessAndKey()
    {
        SampleCooperative sample;
        sample.open();
        const auto administrator = sample.as("administrator");
        console::InstanceFilter filter;
        filter.process = "contribution-approval";
        auto page = sample.questions().instances(administrator, filter).value();
        QCOMPARE(page.total, std::optional<std::int64_t>(3));
        QCOMPARE(page.rows.front().state, std::string("waiting"));
        QCOMPARE(page.rows.front().currentStep, std::string("Review contribution"));
        filter.limit = 2;
        page = sample.questions().instances(administrator, filter).value();
        QVERIFY(page.hasMore);
        filter.before = page.rows.back().key;
        page = sample.questions().instances(administrator, filter).value();
        QCOMPARE(int(page.rows.size()), 1);
        QVERIFY(!page.hasMore);
        filter = {};
        filter.key = "1027";
        page = sample.questions().instances(administrator, filter).value();
        QCOMPARE(int(page.rows.size()), 1);
        const auto detail = sample.questions().instance(administrator, page.rows.front().key);
        QVERIFY(detail.has_value());
        QVERIFY(!detail->events.empty() && !detail->elements.empty() && !detail->variables.empty());
        const auto xml = sample.questions().definitionXml(detail->definitionKey);
        QVERIFY(xml && xml->find("contribution-approval") != std::string::npos);
    }

    void whatIsWaitingIsFoundBehindWhatIsNot()
    {
        SampleCooperative sample;
        sample.open(1);
        QVERIFY(sample.console().startClose(sample.as("allocator"), SampleCooperative::period, {}));
        QVERIFY(sample.signStep(1));
        QVERIFY(!sample.console().runStep(sample.as("treasurer"), SampleCooperative::period, 1));
        console::InstanceFilter filter;
        filter.limit = 1;
        filter.state = "retrying";
        const auto retrying = sample.questions().instances(sample.as("administrator"), filter).value();
        QCOMPARE(int(retrying.rows.size()), 1);
        QCOMPARE(retrying.rows.front().process, std::string("period-close"));
        QVERIFY(!retrying.hasMore);
        filter.state = "waiting";
        int waiting = 0;
        for (bool hasMore = true; hasMore; ++waiting) {
            const auto page = sample.questions().instances(sample.as("administrator"), filter).value();
            QCOMPARE(int(page.rows.size()), 1);
            QCOMPARE(page.rows.front().state, filter.state);
            QVERIFY(!page.total);
            filter.before = page.rows.front().key;
            hasMore = page.hasMore;
        }
        QCOMPARE(waiting, 3);
    }

    void aSecondHostIsToldWhoHasTheDatabase()
    {
        SampleCooperative sample;
        sample.open();
        console::OpenOptions options;
        options.database = sample.database();
        options.host = "second";
        const auto second = console::Console::open(std::move(options));
        QVERIFY(!second.has_value());
        QCOMPARE(second.error().code, std::string("runtime.hosted"));
        QVERIFY(second.error().message.find("test") != std::string::npos);
        QVERIFY(console::Questions::open(sample.database(), nullptr).has_value());
    }
};

QTEST_GUILESS_MAIN(ConsoleTest)
#include "console_test.moc"
