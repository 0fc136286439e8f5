package dev.redline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

/** What pom.xml says of tags. */
record Pom(Document document) {

  static Pom read(Path file) {
    try {
      return new Pom(
          DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile()));
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new IllegalStateException("Could not read " + file, e);
    }
  }

  /** The tags that a run of the harness's own tests leaves out, whatever it selects. */
  List<String> tagsThatTestsLeaveOut() {
    String excluded =
        text(
            "/project/build/plugins/plugin[artifactId='maven-surefire-plugin']"
                + "/configuration/excludedGroups");
    return List.of(
        excluded
            .replace("${tests.excluded}", text("/project/properties/tests.excluded"))
            .split(","));
  }

  private String text(String path) {
    try {
      String text = XPathFactory.newInstance().newXPath().evaluate(path, document);
      if (text.isBlank()) {
        throw new IllegalStateException("pom.xml has nothing at " + path);
      }
      return text;
    } catch (XPathExpressionException e) {
      throw new IllegalArgumentException(path, e);
    }
  }
}
