package dev.redline.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.verdict.Plot;
import dev.redline.verdict.Plot.Line;
import dev.redline.verdict.Plot.Point;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlotImageTest {

  private static final Plot PLOT = plot(2);

  @Test
  void aPlotIsDrawnWithoutAScreen() throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(PlotImage.png(PLOT)));
    assertThat(image.getWidth()).isEqualTo(900);
    assertThat(image.getHeight()).isEqualTo(560);
  }

  @Test
  void equalFiguresGiveAnEqualPictureAndOthersAnother() throws IOException {
    assertThat(PlotImage.png(plot(2))).isEqualTo(PlotImage.png(PLOT));
    assertThat(PlotImage.png(plot(3))).isNotEqualTo(PlotImage.png(PLOT));
  }

  @Test
  void evidenceThatIsAPlotIsKeptAsAPicture(@TempDir Path folder) throws IOException {
    Path file = new EvidenceStore(folder).write("plots/recall.png", PLOT);
    assertThat(Files.readAllBytes(file)).isEqualTo(PlotImage.png(PLOT));
  }

  private static Plot plot(double last) {
    List<Point> points = List.of(new Point(0.9, 1, "20"), new Point(0.99, last, "40"));
    return new Plot("Recall against p95", "recall", "p95 in ms", List.of(new Line("K=8", points)));
  }
}
