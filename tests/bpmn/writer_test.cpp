// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bpmn/reader.h"
#include "core/bpmn/writer.h"
#include "tests/bpmn/graph.h"
#include "tests/bpmn/models.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace habitat;
using namespace habitat::bpmn;

namespace {

constexpr std::string_view model =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<!-- made by hand -->\n"
    "<b:definitions xmlns:b=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" xmlns:acme=\"http://acme\" "
    "targetNamespace=\"t\" acme:version=\"7\">\n"
    "  <b:process id=\"p\" name=\"Größe &amp; &lt;Maß&gt;&#10;second line\" acme:owner=\"Kim\">\n"
    "    <?acme keep?>\n"
    "    <b:extensionElements>\n"
    "      <acme:deep><acme:er note=\"&quot;quoted&quot;\">  spaces kept  </acme:er></acme:deep>\n"
    "    </b:extensionElements>\n"
    "    <b:scriptTask id=\"t\"><b:script><![CDATA[=if a < b then \"x\" else "
    "\"y\"]]></b:script></b:scriptTask>\n"
    "  </b:process>\n"
    "</b:definitions>\n";

} // namespace

class WriterTest : public QObject
{
    Q_OBJECT

private slots:
    void writesBackByteForByte()
    {
        QCOMPARE(QString::fromStdString(write(bpmn::test::readText(model))),
                 QString::fromUtf8(model.data(), qsizetype(model.size())));
    }

    void keepsTheGraph()
    {
        const auto document = bpmn::test::readText(model);
        const auto again = bpmn::test::readText(write(document));
        QVERIFY(bpmn::test::graphOf(again) == bpmn::test::graphOf(document));
        QCOMPARE(again.definitions.processes.at(0).name, std::string("Größe & <Maß>\nsecond line"));
    }

    void graphsThatDifferAreSeen()
    {
        // The comparison itself must be able to fail.
        std::string changed(model);
        changed.replace(changed.find("a < b"), 5, "a > b");
        QVERIFY(bpmn::test::graphOf(bpmn::test::readText(changed)) !=
                bpmn::test::graphOf(bpmn::test::readText(model)));
    }

    void writesUtf8WhateverWasRead()
    {
        const auto document = bpmn::test::readText("<?xml version='1.0' encoding='ISO-8859-1'?><definitions "
                                                   "xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\">"
                                                   "<process id=\"p\" name=\"\xC4rger\"/></definitions>");
        const auto text = write(document);
        QVERIFY(text.starts_with("<?xml version='1.0' encoding='UTF-8'?>"));
        QVERIFY(text.find("name=\"Ärger\"") != std::string::npos);
        QVERIFY(bpmn::test::graphOf(bpmn::test::readText(text)) == bpmn::test::graphOf(document));
        QCOMPARE(write(document), text);
    }

    void writesTheWholeModel()
    {
        auto document = bpmn::test::readText(bpmn::test::everything());
        const auto before = bpmn::test::graphOf(document);
        document.source.reset();
        const auto again = bpmn::test::readText(write(document));
        const auto after = bpmn::test::graphOf(again);
        QCOMPARE(bpmn::test::listed(again.problems), std::string());
        QVERIFY2(after == before, nlohmann::json::diff(before, after).dump(1).c_str());
    }

    void declaresErrorsThatWereOnlyCodes()
    {
        const auto document = bpmn::test::readText(bpmn::test::camundaProcessWith(
            "<endEvent id=\"a\"><errorEventDefinition errorRef=\"E1\"/></endEvent>"));
        const auto again = bpmn::test::readText(writeModel(document.definitions));
        QCOMPARE(bpmn::test::listed(again.problems), std::string());
        const auto& event =
            std::get<ErrorEvent>(again.definitions.processes.at(0).element("a")->events.at(0).detail);
        QCOMPARE(event.errorCode.value_or(""), std::string("E1"));
    }

    void writesWhatWasChanged()
    {
        auto document = bpmn::test::readText(bpmn::test::everything());
        document.definitions.processes.at(0).elements.at(0).name = "Renamed & <odd>";
        const auto again = bpmn::test::readText(writeModel(document.definitions));
        QCOMPARE(again.definitions.processes.at(0).elements.at(0).name, std::string("Renamed & <odd>"));
        QVERIFY(bpmn::test::graphOf(again) == bpmn::test::graphOf(document));
    }

    void outlivesTheTextItWasReadFrom()
    {
        std::string written;
        {
            auto text = std::make_unique<std::string>(model);
            auto document = bpmn::test::readText(*text);
            text.reset();
            const Document copy = document;
            document = {};
            written = write(copy);
        }
        QCOMPARE(written, std::string(model));
    }
};

QTEST_GUILESS_MAIN(WriterTest)
#include "writer_test.moc"
