package dev.loosethread.leaks.report;

import dev.loosethread.leaks.judge.Leak;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes the leaks as a JUnit XML report, with a failed test case for each leak. */
final class JUnitXmlReport {
  /** The name of {@code ThreadLeakError}, which this package does not know. */
  private static final String ERROR = "dev.loosethread.leaks.ThreadLeakError";

  private JUnitXmlReport() {}

  /**
   * Writes the file of this JVM.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  static void write(Path folder, List<RunReport.Entry> entries) {
    Path file = folder.resolve("TEST-thread-leaks-" + ProcessHandle.current().pid() + ".xml");
    try {
      Files.createDirectories(folder);
      try (Writer out = Files.newBufferedWriter(file)) {
        XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", "thread leaks");
        xml.writeAttribute("tests", String.valueOf(entries.size()));
        xml.writeAttribute("failures", String.valueOf(entries.size()));
        for (RunReport.Entry entry : entries) {
          write(entry, xml);
        }
        xml.writeEndElement();
        xml.writeEndDocument();
        xml.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (XMLStreamException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  private static void write(RunReport.Entry entry, XMLStreamWriter xml) throws XMLStreamException {
    String id = entry.place().id();
    int method = id.indexOf('#');
    Leak leak = entry.leak();
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", method < 0 ? id : id.substring(0, method));
    xml.writeAttribute(
        "name",
        clean(
            (method < 0 ? "" : id.substring(method + 1) + " ") + "leaks " + leak.thread().name()));
    xml.writeStartElement("failure");
    xml.writeAttribute("type", ERROR);
    xml.writeAttribute("message", clean(leak.suggestion().text()));
    xml.writeEndElement();
    xml.writeStartElement("system-err");
    xml.writeCharacters(clean(LeakText.of(leak)));
    xml.writeEndElement();
    xml.writeEndElement();
  }

  /** Replaces the characters that XML cannot represent; the name of a thread may contain them. */
  private static String clean(String text) {
    return text.replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]", "?");
  }
}
