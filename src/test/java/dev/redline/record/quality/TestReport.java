package dev.redline.record.quality;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** One of Surefire's reports, read without entities, from here or elsewhere. */
final class TestReport {

  /** What makes a test anything but passed; a retry that passed is none the less a finding. */
  private static final Set<String> NOT_PASSED =
      Set.of("failure", "error", "skipped", "flakyFailure", "flakyError", "rerunFailure");

  private TestReport() {}

  /**
   * A test and how it ended.
   *
   * @param name as {@code class.method}, with what tells the runs of a parameterized one apart
   * @param outcome {@code passed}, or the element of the report that says otherwise
   */
  record Case(String name, String outcome) {

    boolean passed() {
      return outcome.equals("passed");
    }

    /** Whether this is the method, or one of its runs with parameters. */
    boolean isOf(String method) {
      return name.equals(method)
          || (name.startsWith(method) && "([{".indexOf(name.charAt(method.length())) >= 0);
    }

    @Override
    public String toString() {
      return name + " (" + outcome + ")";
    }
  }

  /**
   * The tests of a report, in its order.
   *
   * @throws XMLStreamException if it is no XML, or has a document type
   */
  static List<Case> cases(Path file) throws XMLStreamException {
    try (InputStream content = Files.newInputStream(file)) {
      XMLStreamReader xml = factory().createXMLStreamReader(content);
      List<Case> cases = new ArrayList<>();
      while (xml.hasNext()) {
        int event = xml.next();
        if (event == XMLStreamReader.DTD) {
          throw new XMLStreamException("a report has no document type", xml.getLocation());
        }
        if (event == XMLStreamReader.START_ELEMENT) {
          take(xml, cases);
        }
      }
      return cases;
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + file, e);
    }
  }

  private static void take(XMLStreamReader xml, List<Case> cases) {
    String element = xml.getLocalName();
    if (element.equals("testcase")) {
      String type = xml.getAttributeValue(null, "classname");
      cases.add(new Case(type + "." + xml.getAttributeValue(null, "name"), "passed"));
    } else if (NOT_PASSED.contains(element) && !cases.isEmpty()) {
      cases.add(new Case(cases.remove(cases.size() - 1).name(), element));
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }
}
