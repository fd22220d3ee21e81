// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/engine/codec.h"
#include "core/feel/expression.h"
#include "tests/engine/support/model_xml.h"
#include "tests/engine/support/scenario.h"

using namespace habitat;
using namespace habitat::engine;
using namespace habitat::engine::test;

namespace {

std::shared_ptr<const Model> oneStep()
{
    return modelOf(start("s") + service("A") + flows("s A") + undoable("A"));
}

feel::Value feelValue(const char* text)
{
    return feel::evaluate(*feel::parse(text), feel::Context{});
}

} // namespace

/// What stands on disk reads back exactly, and nothing else is accepted. That every event of every scenario
/// does is checked by Machine.
class CodecTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void value_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* text :
             {"null", "true", "0", "-9223372036854775808", "123456789012345678901234567890.1234", "0.1",
              "1/3", "\"\"", "\"quote \\\" back \\\\ line \\n tab \\t nul\"", "\"Ünïcödé €\"",
              "@\"2026-03-31\"", "@\"12:00:00\"", "@\"2026-03-31T12:00:00@Europe/Berlin\"", "@\"P1Y2M\"",
              "@\"PT5H30M\"", "[1, [2, []], {a: 1}]", "{a: {b: [null]}, \"with space\": 1}", "{\"@date\": 1}",
              "[1..5)"})
            QTest::newRow(text) << QString::fromUtf8(text);
    }

    void value()
    {
        QFETCH(QString, text);
        const feel::Value value = feelValue(text.toUtf8().constData());
        Machine machine(oneStep());
        QVERIFY(!machine.give(CreateInstance{"b", feel::Context{{"x", value}, {"@y", value}}, {}, {}}));
        QVERIFY(machine.state().variables().at("x") == value);
    }

    void controlCharactersAreEscaped()
    {
        std::string text;
        for (char c = 1; c < 32; ++c)
            text += c;
        Machine machine(oneStep());
        QVERIFY(!machine.give(CreateInstance{text + '\0' + "\"\\", {}, {}, {}}));
        QCOMPARE(machine.state().businessKey.size(), 34U);
    }

    void elementsAreNamedByTheirIds()
    {
        Machine machine(oneStep());
        play(machine, "start; do A");
        const auto completed = machine.all<ElementCompleted>().at(1);
        const Event event{machine.state().instance, machine.now(), completed};
        const nlohmann::json json = encode(machine.model(), event);
        QVERIFY(json["event"] == "ElementCompleted");
        QVERIFY(json["element"] == "A");
        QVERIFY(json["instance"] == machine.state().instance.value);
        QVERIFY(decodeEvent(machine.model(), json).value() == event);
    }

    void aStoredInstanceOutlivesAnotherNumberingOfElements()
    {
        Machine machine(oneStep());
        play(machine, "start");
        const auto other = modelOf(undoable("A") + service("A") + start("s") + flows("s A"));
        const auto state = decodeState(*other, encode(machine.model(), machine.state()));
        QVERIFY(state.has_value());
        QCOMPARE(other->id(state->elements.back().element), std::string("A"));
        QVERIFY(state->elements.back().element != machine.state().elements.back().element);
    }

    void sharedVariablesAreStoredOnce()
    {
        Machine machine(modelOf(start("s") + service("A") + service("B") + user("U") + flows("s A B U") +
                                undoable("A") + undoable("B")));
        const std::string large(10'000, 'x');
        QVERIFY(!machine.give(CreateInstance{"b", feel::Context{{"large", large}}, {}, {}}));
        play(machine, "do A; do B");
        QCOMPARE(machine.state().compensations.size(), 2U);
        QVERIFY(encode(machine.model(), machine.state()).size() < 2 * large.size());
    }

    void damaged_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* text :
             {"", "{", "{}", "[1]", "[{}]", "[{\"event\":\"JobCreated\"}]",
              "[{\"event\":\"Nothing\",\"instance\":1,\"at\":1}]", "[{\"event\":5,\"instance\":1,\"at\":1}]",
              "[{\"event\":\"InstanceCompleted\",\"instance\":\"1\",\"at\":1}]",
              "[{\"event\":\"ElementActivated\",\"instance\":1,\"at\":1,\"element\":\"nowhere\"}]",
              "[{\"event\":\"FlowTaken\",\"instance\":1,\"at\":1,\"flow\":\"nowhere\"}]",
              "[{\"event\":\"JobFailed\",\"instance\":1,\"at\":1,\"attempt\":99999999999}]",
              "[{\"event\":\"JobFailed\",\"instance\":1,\"at\":18446744073709551615}]",
              "[{\"event\":\"JobCreated\",\"instance\":1,\"at\":1,\"held\":1}]",
              "[{\"event\":\"CallEnded\",\"instance\":1,\"at\":1,\"how\":\"badly\"}]",
              "[{\"event\":\"TaskCreated\",\"instance\":1,\"at\":1,\"candidateUsers\":\"kim\"}]",
              "[{\"event\":\"VariableSet\",\"instance\":1,\"at\":1,\"value\":{\"@date\":\"soon\"}}]",
              "[{\"event\":\"InstanceCreated\",\"instance\":1,\"at\":1,\"parent\":[]}]"})
            QTest::newRow(text) << QString(text);
    }

    void damaged()
    {
        QFETCH(QString, text);
        const auto events = decodeEvents(*oneStep(), text.toStdString());
        QVERIFY(!events);
        QCOMPARE(events.error().code, std::string("engine.codec.invalid"));
        QVERIFY(!events.error().message.empty());
    }

    void damagedState_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* text :
             {"", "[]", "{}", "{\"state\":[]}", "{\"state\":{\"status\":\"odd\"}}",
              "{\"state\":{\"elements\":[{\"variables\":0}]}}", "{\"state\":{},\"variables\":{}}",
              "{\"state\":{\"elements\":[{\"variables\":-1}]},\"variables\":[{}]}"})
            QTest::newRow(text) << QString(text);
    }

    void damagedState()
    {
        QFETCH(QString, text);
        const auto state = decodeState(*oneStep(), text.toStdString());
        QVERIFY(!state);
        QCOMPARE(state.error().code, std::string("engine.codec.invalid"));
    }
};

QTEST_GUILESS_MAIN(CodecTest)
#include "codec_test.moc"
