// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bpmn/reader.h"
#include "core/bpmn/validate.h"
#include "core/bpmn/writer.h"
#include "tests/bpmn/graph.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <set>

using namespace habitat;
using namespace habitat::bpmn;

namespace {

const QString folder = QStringLiteral(HABITAT_SOURCE_DIR "/resources/processes/");

Document packaged(const QString& name)
{
    QFile file(folder + name);
    ensure(file.open(QIODevice::ReadOnly), "the packaged process is there");
    auto document = bpmn::read(file.readAll().toStdString(), name.toStdString());
    ensure(document.has_value(), "the packaged process is BPMN");
    return std::move(*document);
}

struct Step
{
    const char* id;
    const char* name;
    const char* context;
};

/// The plan of a close, spelled once more.
constexpr std::array steps{Step{"freeze", "Freeze and finalise", "Treasury"},
                           Step{"pin-policy", "Pin policy", "Agreements"},
                           Step{"aggregate-contributions", "Aggregate contributions", "People"},
                           Step{"compute-patronage", "Compute patronage and surplus", "Agreements"},
                           Step{"propose-allocation", "Propose allocation", "Agreements"},
                           Step{"approve-allocation", "Approve allocation", "Agreements"},
                           Step{"record-allocations", "Record member allocations", "Agreements"},
                           Step{"post-capital-accounts", "Post capital accounts", "Treasury"},
                           Step{"schedule-distributions", "Schedule distributions", "Agreements"},
                           Step{"execute-distributions", "Execute distributions", "Treasury"},
                           Step{"report-and-lock", "Report and lock", "Treasury"}};

/// The element that follows by the only flow.
const Element& after(const Process& process, const Element& element)
{
    ensure(element.outgoing.size() == 1, "one flow leaves the element");
    return process[process[element.outgoing.front()].target];
}

std::string conditionTo(const Process& process, std::string_view gateway, std::string_view target)
{
    for (const auto flow : process.element(gateway)->outgoing)
        if (process[process[flow].target].id == target)
            return flow == process.element(gateway)->defaultFlow ? "default" : process[flow].condition.text;
    return "no flow";
}

bool overlap(const Bounds& a, const Bounds& b)
{
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

bool contains(const Bounds& outer, const Bounds& inner)
{
    return inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.width <= outer.x + outer.width &&
           inner.y + inner.height <= outer.y + outer.height;
}

bool onBorder(const Bounds& bounds, const Point& point)
{
    constexpr double slack = 0.5;
    const bool within = point.x >= bounds.x - slack && point.x <= bounds.x + bounds.width + slack &&
                        point.y >= bounds.y - slack && point.y <= bounds.y + bounds.height + slack;
    const bool inside = point.x > bounds.x + slack && point.x < bounds.x + bounds.width - slack &&
                        point.y > bounds.y + slack && point.y < bounds.y + bounds.height - slack;
    return within && !inside;
}

/// The box of a segment that runs level or upright, shrunk so that touching is not crossing.
Bounds segment(const Point& from, const Point& to)
{
    return {std::min(from.x, to.x), std::min(from.y, to.y), std::abs(to.x - from.x), std::abs(to.y - from.y)};
}

bool crosses(const Bounds& a, const Bounds& b)
{
    return a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height;
}

std::vector<Bounds> segmentsOf(const Edge& edge)
{
    std::vector<Bounds> segments;
    for (std::size_t at = 1; at < edge.waypoints.size(); ++at)
        segments.push_back(segment(edge.waypoints[at - 1], edge.waypoints[at]));
    return segments;
}

void addFiles()
{
    QTest::addColumn<QString>("file");
    for (const auto& name : QDir(folder).entryList({"*.bpmn"}, QDir::Files, QDir::Name))
        QTest::newRow(qPrintable(name)) << name;
}

} // namespace

class PackagedProcessesTest : public QObject
{
    Q_OBJECT

private slots:
    void readWithoutProblems_data() { addFiles(); }

    void readWithoutProblems()
    {
        QFETCH(QString, file);
        DeploymentRules rules;
        rules.changesRecords = [](std::string_view) { return true; };
        QCOMPARE(bpmn::test::listed(validate(packaged(file), rules)), std::string());
    }

    void writeBackUnchanged_data() { addFiles(); }

    void writeBackUnchanged()
    {
        QFETCH(QString, file);
        QFile source(folder + file);
        QVERIFY(source.open(QIODevice::ReadOnly));
        QCOMPARE(QByteArray::fromStdString(bpmn::write(packaged(file))), source.readAll());
    }

    void diagramsShowEverything_data() { addFiles(); }

    void diagramsShowEverything()
    {
        QFETCH(QString, file);
        const auto document = packaged(file);
        const auto& process = document.definitions.processes.at(0);
        const auto& diagram = document.definitions.diagrams.at(0);
        std::set<std::string> due;
        for (const auto& element : process.elements)
            due.insert(element.id);
        for (const auto& flow : process.flows)
            due.insert(flow.id);
        for (const auto& note : process.artifacts.annotations)
            due.insert(note.id);
        for (const auto& association : process.artifacts.associations)
            due.insert(association.id);
        std::set<std::string> drawn;
        for (const auto& shape : diagram.shapes)
            drawn.insert(shape.elementId);
        for (const auto& edge : diagram.edges)
            drawn.insert(edge.elementId);
        QCOMPARE(drawn, due);
        QCOMPARE(diagram.shapes.size() + diagram.edges.size(), due.size());
        for (const auto& element : process.elements)
            if (!element.name.empty() && (isEvent(element.type) || isGateway(element.type)))
                QVERIFY2(diagram.shapeOf(element.id)->label, element.id.c_str());
        for (const auto& flow : process.flows)
            QVERIFY2(flow.name.empty() == !diagram.edgeOf(flow.id)->label, flow.id.c_str());
    }

    void diagramsAreReadable_data() { addFiles(); }

    void diagramsAreReadable()
    {
        QFETCH(QString, file);
        const auto document = packaged(file);
        const auto& process = document.definitions.processes.at(0);
        const auto& diagram = document.definitions.diagrams.at(0);
        double left = 1e9;
        double right = 0;
        for (const auto& shape : diagram.shapes) {
            left = std::min(left, shape.bounds.x);
            right = std::max(right, shape.bounds.x + shape.bounds.width);
        }
        QVERIFY2(right - left <= 1280, qPrintable(QString::number(right - left)));
        for (const auto& first : process.elements)
            for (const auto& second : process.elements)
                if (first.id < second.id) checkApart(process, diagram, first, second);
    }

    void flowsNeitherCrossNorStray_data() { addFiles(); }

    void flowsNeitherCrossNorStray()
    {
        QFETCH(QString, file);
        const auto document = packaged(file);
        const auto& process = document.definitions.processes.at(0);
        const auto& diagram = document.definitions.diagrams.at(0);
        for (const auto& flow : process.flows) {
            const auto& edge = *diagram.edgeOf(flow.id);
            QVERIFY2(onBorder(diagram.shapeOf(process[flow.source].id)->bounds, edge.waypoints.front()),
                     flow.id.c_str());
            QVERIFY2(onBorder(diagram.shapeOf(process[flow.target].id)->bounds, edge.waypoints.back()),
                     flow.id.c_str());
        }
        for (const auto& first : diagram.edges)
            for (const auto& second : diagram.edges)
                if (first.id < second.id)
                    for (const auto& a : segmentsOf(first))
                        for (const auto& b : segmentsOf(second))
                            QVERIFY2(!crosses(a, b), (first.id + " crosses " + second.id).c_str());
    }

    void closeHasElevenStepsInOrder()
    {
        const auto document = packaged("period-close.bpmn");
        const auto& process = document.definitions.processes.at(0);
        QCOMPARE(process.id, std::string("period-close"));
        QCOMPARE(process.name, std::string("Period close"));
        const auto* at = &process[process.noneStartOf({})];
        for (std::size_t number = 1; number <= steps.size(); ++number) {
            at = &after(process, *at);
            const auto& step = steps[number - 1];
            QCOMPARE(at->id, std::string(step.id));
            QCOMPARE(at->name, std::string(step.name));
            QCOMPARE(at->properties.get("step"), std::to_string(number));
            QCOMPARE(at->properties.get("context"), step.context);
        }
        QCOMPARE(after(process, *at).name, std::string("Period locked"));
    }

    void closeStepsAreHeldJobsWithBackoff()
    {
        const auto document = packaged("period-close.bpmn");
        const auto& process = document.definitions.processes.at(0);
        for (const auto& step : steps) {
            const auto& element = *process.element(step.id);
            if (element.id == "execute-distributions") continue;
            QCOMPARE(element.type, ElementType::ServiceTask);
            QCOMPARE(element.job->type.text, "close." + element.id);
            QCOMPARE(element.job->retries.text, std::string("3"));
            QCOMPARE(element.properties.get("start"), std::string_view("person"));
            QCOMPARE(element.properties.get("backoff"), std::string_view("PT1S"));
            QCOMPARE(element.properties.get("timeout"), std::string_view("PT5M"));
        }
    }

    void closeUndoesStepsOneToNine()
    {
        const auto document = packaged("period-close.bpmn");
        const auto& process = document.definitions.processes.at(0);
        for (std::size_t number = 1; number <= steps.size(); ++number) {
            const std::string id = steps[number - 1].id;
            const auto handler = process.compensationHandlerOf(process.find(id));
            QCOMPARE(handler.isValid(), number <= 9);
            if (number > 9) continue;
            QCOMPARE(process[handler].id, id + "-undo");
            QVERIFY(process[handler].isForCompensation);
            QCOMPARE(process[handler].job->type.text, "close." + id + ".undo");
            QCOMPARE(process[handler].job->retries.text, std::string("3"));
            QVERIFY(process.element(id + "-undo-event") != nullptr);
        }
    }

    void closeUndoesAllWhenAnInvariantBreaks()
    {
        const auto document = packaged("period-close.bpmn");
        const auto& process = document.definitions.processes.at(0);
        std::set<std::string> hosts;
        for (const auto& element : process.elements) {
            const auto* error = element.event(EventTrigger::Error);
            if (!error) continue;
            QCOMPARE(std::get<ErrorEvent>(error->detail).errorCode.value_or(""), std::string("invariant"));
            QVERIFY(element.isInterrupting);
            hosts.insert(process[element.attachedTo].id);
            const auto& undo = after(process, element);
            QCOMPARE(undo.type, ElementType::IntermediateThrowEvent);
            const auto& all = std::get<CompensationEvent>(undo.event(EventTrigger::Compensation)->detail);
            QCOMPARE(all.activityRef, std::string());
            QVERIFY(all.waitForCompletion);
            QCOMPARE(after(process, undo).name, std::string("Close undone"));
        }
        QCOMPARE(hosts, (std::set<std::string>{"record-allocations", "post-capital-accounts"}));
    }

    void closePivotsAtTheDistribution()
    {
        const auto document = packaged("period-close.bpmn");
        const auto& process = document.definitions.processes.at(0);
        const auto index = process.find("execute-distributions");
        QCOMPARE(process[index].type, ElementType::SubProcess);
        QCOMPARE(process[index].properties.get("pivot"), std::string_view("true"));
        const auto& prepare = after(process, process[process.noneStartOf(index)]);
        const auto& send = after(process, prepare);
        const auto& record = after(process, send);
        QCOMPARE(prepare.id, std::string("prepare-payments"));
        QCOMPARE(prepare.job->type.text, std::string("close.prepare-payments"));
        QCOMPARE(prepare.properties.get("start"), std::string_view("person"));
        QCOMPARE(send.job->type.text, std::string("payments.send"));
        QCOMPARE(send.properties.get("handler"), std::string_view("remote"));
        QCOMPARE(record.job->type.text, std::string("close.record-payments"));
        QCOMPARE(after(process, record).type, ElementType::EndEvent);
    }

    void approvalDecidesTwiceOverTheThreshold()
    {
        const auto document = packaged("contribution-approval.bpmn");
        const auto& process = document.definitions.processes.at(0);
        QCOMPARE(process.id, std::string("contribution-approval"));
        const auto groups = [&](std::string_view task) {
            return process.element(task)->assignment->candidateGroups.text;
        };
        QCOMPARE(groups("review"), std::string("Reviewer"));
        QCOMPARE(groups("second-review"), std::string("Reviewer, Board"));
        QCOMPARE(process.element("second-review")->name, std::string("Second approval"));
        const auto& submitter = process.element("clarify")->assignment->assignee;
        QCOMPARE(submitter.kind, Expression::Kind::Feel);
        QCOMPARE(submitter.text, std::string("submitted_by"));
        QCOMPARE(after(process, *process.element("clarify")).id, std::string("review"));

        QCOMPARE(after(process, *process.element("review")).id, std::string("decision"));
        QCOMPARE(conditionTo(process, "decision", "over-threshold"), std::string("decision = \"approve\""));
        QCOMPARE(conditionTo(process, "decision", "reject"), std::string("decision = \"reject\""));
        QCOMPARE(conditionTo(process, "decision", "clarify"), std::string("default"));
        // Where an amount is missing, a second person looks; where two have approved already, none is asked
        // again.
        QCOMPARE(conditionTo(process, "over-threshold", "accept"),
                 std::string("value_minor <= threshold_minor or fully_approved = true"));
        QCOMPARE(conditionTo(process, "over-threshold", "second-review"), std::string("default"));
        QCOMPARE(conditionTo(process, "second-decision", "accept"), std::string("decision = \"approve\""));
        QCOMPARE(conditionTo(process, "second-decision", "reject"), std::string("decision = \"reject\""));
        QCOMPARE(conditionTo(process, "second-decision", "clarify"), std::string("default"));

        QCOMPARE(process.element("accept")->job->type.text, std::string("contributions.accept"));
        QCOMPARE(process.element("reject")->job->type.text, std::string("contributions.reject"));
        QCOMPARE(after(process, *process.element("accept")).name, std::string("Accepted"));
        QCOMPARE(after(process, *process.element("reject")).name, std::string("Rejected"));
    }

private:
    /// Two elements are apart, or one holds the other, or one sits on the border of the other.
    static void checkApart(const Process& process, const Diagram& diagram, const Element& first,
                           const Element& second)
    {
        const auto& a = diagram.shapeOf(first.id)->bounds;
        const auto& b = diagram.shapeOf(second.id)->bounds;
        const auto belongs = [&](const Element& inner, const Element& outer, const Bounds& inside,
                                 const Bounds& around) {
            const bool attached = inner.attachedTo.isValid() && &process[inner.attachedTo] == &outer;
            const bool within = inner.parent.isValid() && &process[inner.parent] == &outer;
            return attached ? overlap(inside, around) : within && contains(around, inside);
        };
        const bool fine = !overlap(a, b) || belongs(first, second, a, b) || belongs(second, first, b, a);
        QVERIFY2(fine, (first.id + " overlaps " + second.id).c_str());
    }
};

QTEST_GUILESS_MAIN(PackagedProcessesTest)
#include "packaged_processes_test.moc"
