// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bpmn/reader.h"
#include "tests/bpmn/models.h"

#include <QTest>

#include <random>

using namespace habitat;
using namespace habitat::bpmn;

namespace {

std::string nested(int depth)
{
    std::string body;
    for (int level = 0; level < depth; ++level)
        body += "<subProcess id=\"s" + std::to_string(level) + "\">";
    for (int level = 0; level < depth; ++level)
        body += "</subProcess>";
    return bpmn::test::processWith(body);
}

constexpr std::string_view root = "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\">";

} // namespace

class HostileInputTest : public QObject
{
    Q_OBJECT

private slots:
    void refusesWithPlaceAndRule_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("code");
        QTest::addColumn<int>("line");
        const auto row = [](const char* name, const std::string& bytes, const char* code, int line) {
            QTest::newRow(name) << QByteArray::fromStdString(bytes) << code << line;
        };
        const std::string open(root);
        row("empty", "", "bpmn.xml.malformed", 1);
        row("blank", " \n ", "bpmn.xml.malformed", 2);
        row("text", "hello", "bpmn.xml.malformed", 1);
        row("json", "{\"id\": 1}", "bpmn.xml.malformed", 1);
        row("document type", "<?xml version=\"1.0\"?>\n<!DOCTYPE x>\n" + open + "</definitions>",
            "bpmn.xml.doctype", 2);
        row("entity bomb",
            "<!DOCTYPE lolz [<!ENTITY lol \"lol\"><!ENTITY lol1 \"&lol;&lol;\">]>\n" + open +
                "&lol1;</definitions>",
            "bpmn.xml.doctype", 1);
        row("external entity",
            "<!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/passwd\">]>" + open + "&f;</definitions>",
            "bpmn.xml.doctype", 1);
        row("undeclared entity", open + "\n&foo;</definitions>", "bpmn.xml.entity", 1);
        row("entity in attribute", open + "\n<process id=\"&foo;\"/></definitions>", "bpmn.xml.entity", 2);
        row("bare ampersand", open + "a & b</definitions>", "bpmn.xml.entity", 1);
        row("character zero", open + "&#0;</definitions>", "bpmn.xml.entity", 1);
        row("character beyond Unicode", open + "&#x110000;</definitions>", "bpmn.xml.entity", 1);
        row("cut off", open + "\n<process id=\"p\">", "bpmn.xml.malformed", 2);
        row("cut off in a tag", open + "\n<process id=", "bpmn.xml.malformed", 2);
        row("cut off in a value", open + "\n<process id=\"p", "bpmn.xml.malformed", 2);
        row("cut off in a comment", open + "\n<!-- ", "bpmn.xml.malformed", 2);
        row("crossed tags", open + "<a><b></a></b></definitions>", "bpmn.xml.malformed", 1);
        row("attribute twice", open + "<a x=\"1\" x=\"2\"/></definitions>", "bpmn.xml.malformed", 1);
        row("attribute without quotes", open + "<a x=1/></definitions>", "bpmn.xml.malformed", 1);
        row("attributes without a space", open + "<a x=\"1\"y=\"2\"/></definitions>", "bpmn.xml.malformed",
            1);
        row("less-than in a value", open + "<a x=\"<\"/></definitions>", "bpmn.xml.malformed", 1);
        row("two roots", open + "</definitions>\n<more/>", "bpmn.xml.malformed", 2);
        row("text after the root", open + "</definitions>\nmore", "bpmn.xml.malformed", 2);
        row("closing too much", open + "</definitions></definitions>", "bpmn.xml.malformed", 1);
        row("control character", open + "\n\x01</definitions>", "bpmn.xml.encoding", 2);
        row("byte zero", open + std::string(1, '\0') + "</definitions>", "bpmn.xml.encoding", 1);
        row("broken UTF-8", open + "\xC3(</definitions>", "bpmn.xml.encoding", 1);
        row("overlong UTF-8", open + "\xC0\x80</definitions>", "bpmn.xml.encoding", 1);
        row("surrogate in UTF-8", open + "\xED\xA0\x80</definitions>", "bpmn.xml.encoding", 1);
        row("unknown encoding", "<?xml version=\"1.0\" encoding=\"EBCDIC-CP-US\"?>" + open + "</definitions>",
            "bpmn.xml.encoding", 0);
        row("UTF-16 cut off", std::string("\xFF\xFE<", 3), "bpmn.xml.encoding", 0);
        row("nested too deep", nested(201), "bpmn.xml.depth", 3);
        row("another root", "<process xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\"/>",
            "bpmn.file.foreign", 1);
        row("another language", "\n<definitions xmlns=\"http://not-bpmn\"/>", "bpmn.file.foreign", 2);
        row("no namespace", "<definitions/>", "bpmn.file.foreign", 1);
        row("BPMN before 2.0", "<definitions xmlns=\"http://schema.omg.org/spec/BPMN/2.0\"/>",
            "bpmn.file.foreign", 1);
    }

    void refusesWithPlaceAndRule()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, code);
        QFETCH(int, line);
        const auto result = bpmn::read({bytes.constData(), std::size_t(bytes.size())}, "bad.bpmn");
        QVERIFY(!result);
        QCOMPARE(QString::fromStdString(result.error().code), code);
        QVERIFY2(result.error().message.starts_with("bad.bpmn"), result.error().message.c_str());
        QCOMPARE(result.error().context.value("line", 0), line);
    }

    void limitsAreLimits()
    {
        const std::string text = bpmn::test::processWith("<task id=\"a\"/><task id=\"b\" name=\"n\"/>");
        const auto codeWith = [&](const XmlLimits& limits) {
            const auto result = bpmn::read(text, "f", limits);
            return result ? std::string("read") : result.error().code;
        };
        QCOMPARE(codeWith({}), std::string("read"));
        QCOMPARE(codeWith({.bytes = text.size()}), std::string("read"));
        QCOMPARE(codeWith({.bytes = text.size() - 1}), std::string("bpmn.xml.size"));
        QCOMPARE(codeWith({.elements = 4}), std::string("read"));
        QCOMPARE(codeWith({.elements = 3}), std::string("bpmn.xml.size"));
        QCOMPARE(codeWith({.depth = 1}), std::string("bpmn.xml.depth"));
        QCOMPARE(codeWith({.attributesPerElement = 2}), std::string("bpmn.xml.size"));
    }

    void readsEncodings_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QString text = "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\">"
                             "<process id=\"p\" name=\"Ärger – größer\"/></definitions>";
        const auto little =
            QByteArray("\xFF\xFE") + QByteArray(reinterpret_cast<const char*>(text.utf16()), text.size() * 2);
        QByteArray big = little;
        for (qsizetype at = 0; at + 1 < big.size(); at += 2)
            std::swap(big[at], big[at + 1]);
        auto cp1252 = QByteArray("<?xml version=\"1.0\" encoding=\"WINDOWS-1252\"?>") +
                      QString(text).replace(u'–', u'?').toLatin1();
        cp1252.replace("rger ?", "rger \x96");
        QTest::newRow("UTF-8") << text.toUtf8();
        QTest::newRow("UTF-8 with mark") << "\xEF\xBB\xBF" + text.toUtf8();
        QTest::newRow("UTF-16 little") << little;
        QTest::newRow("UTF-16 big") << big;
        QTest::newRow("windows-1252") << cp1252;
    }

    void readsEncodings()
    {
        QFETCH(QByteArray, bytes);
        const auto document = bpmn::test::readText({bytes.constData(), std::size_t(bytes.size())});
        QCOMPARE(QString::fromStdString(document.definitions.processes.at(0).name),
                 QString("Ärger – größer"));
    }

    void readsLatin1()
    {
        const auto document = bpmn::test::readText("<?xml version='1.0' encoding='ISO-8859-1'?><definitions "
                                                   "xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\">"
                                                   "<process id=\"p\" name=\"\xC4rger\"/></definitions>");
        QCOMPARE(QString::fromStdString(document.definitions.processes.at(0).name), QString("Ärger"));
    }

    void survivesRandomDamage()
    {
        const std::string whole = bpmn::test::processWith(
            "<startEvent id=\"a\"><outgoing>f</outgoing></startEvent><sequenceFlow id=\"f\" sourceRef=\"a\" "
            "targetRef=\"b\"><conditionExpression>${a &gt; 1 and !(b)}</conditionExpression></sequenceFlow>"
            "<!-- note --><subProcess id=\"s\"><task id=\"t\"/></subProcess><endEvent "
            "id=\"b\"><![CDATA[x]]></endEvent>"
            "<boundaryEvent id=\"c\" "
            "attachedToRef=\"s\"><timerEventDefinition><timeDuration>PT1S</timeDuration>"
            "</timerEventDefinition></boundaryEvent>");
        const auto seed = std::random_device{}();
        std::mt19937 random(seed);
        int read = 0;
        for (int round = 0; round < 5'000; ++round) {
            auto text = whole;
            const auto at = random() % text.size();
            switch (random() % 4) {
            case 0:
                text[at] = static_cast<char>(random());
                break;
            case 1:
                text.erase(at, random() % 40);
                break;
            case 2:
                text.insert(at, text.substr(random() % text.size(), random() % 60));
                break;
            default:
                text.resize(at);
            }
            const auto result = bpmn::read(text, "damaged.bpmn");
            read += result.has_value();
            if (!result)
                QVERIFY2(result.error().message.starts_with("damaged.bpmn"),
                         qPrintable(QString::number(seed)));
        }
        // Both must occur, or the damage is of one kind only.
        QVERIFY2(read > 0 && read < 5'000, qPrintable(QString("seed %1: %2 read").arg(seed).arg(read)));
    }
};

QTEST_GUILESS_MAIN(HostileInputTest)
#include "hostile_input_test.moc"
