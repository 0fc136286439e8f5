package dev.redline.record.picture;

import de.erichseifert.vectorgraphics2d.Processors;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import dev.redline.verdict.Picture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A picture as SVG that fetches nothing and runs nothing, with the outlines of its letters in it.
 * Needs fonts on the machine, but no screen. It follows the colour scheme of whoever looks at it.
 */
public final class SvgPicture {

  private static final String NOT_DRAWN =
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d 40"><text y="25" font-size="14" \
      fill="gray">Not drawn, for want of fonts or of the library: the figures are in the \
      table.</text></svg>
      """
          .formatted(ChartLook.WIDTH);

  private SvgPicture() {}

  /**
   * The SVG file; equal figures give equal files on one machine. What cannot be drawn, for want of
   * fonts or of the library, says so in place of the drawing: its figures are in the table.
   */
  public static String of(Picture picture) {
    try {
      return Drawn.of(picture);
    } catch (RuntimeException | LinkageError e) {
      return NOT_DRAWN;
    }
  }

  /** A class of its own: that of the page is linked where the library is not there. */
  private static final class Drawn {

    /** What the library writes into {@code style} counts for less than what is important. */
    private static final String STYLE =
        """
        <style>@media screen and (prefers-color-scheme: dark) {
        [style*="fill:%1$s"] { fill: #e6e6e6 !important }
        [style*="stroke:%1$s"] { stroke: #e6e6e6 !important }
        [style*="stroke:%2$s"] { stroke: #4a4f55 !important }
        [style*="fill:%2$s"] { fill: #4a4f55 !important } }</style>
        """
            .formatted(ChartLook.rgb(ChartLook.INK), ChartLook.rgb(ChartLook.GRID));

    private Drawn() {}

    static String of(Picture picture) {
      Drawing drawing = Drawing.of(picture);
      VectorGraphics2D graphics = new VectorGraphics2D();
      drawing.paint(graphics);
      PageSize size = new PageSize(ChartLook.WIDTH, drawing.height());
      ByteArrayOutputStream svg = new ByteArrayOutputStream();
      try {
        Processors.get("svg").getDocument(graphics.getCommands(), size).writeTo(svg);
      } catch (IOException e) {
        throw new UncheckedIOException("Could not draw " + picture.title(), e);
      }
      return styled(svg.toString(StandardCharsets.UTF_8));
    }

    /** Without the document type, which names a file elsewhere. */
    private static String styled(String svg) {
      String root = svg.substring(svg.indexOf("<svg"));
      int end = root.indexOf('>') + 1;
      return root.substring(0, end) + STYLE + root.substring(end);
    }
  }
}
