package dev.redline.record.picture;

import dev.redline.verdict.TreePair;
import dev.redline.verdict.TreePair.Drawn;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.util.List;

/** Two trees, from the top down; what differs has a thick frame and a sign, not colour alone. */
record TreeDrawing(TreePair trees) implements Drawing {

  private static final int HALF = ChartLook.WIDTH / 2;
  private static final int LINE = 30;
  private static final int BOX = 22;
  private static final int INDENT = 14;
  private static final int TOP = 34;
  private static final int EDGE = 8;
  private static final FontRenderContext MEASURE = new FontRenderContext(null, true, true);
  private static final BasicStroke THIN = new BasicStroke(1);
  private static final BasicStroke THICK = new BasicStroke(2.5f);

  @Override
  public int height() {
    int most = Math.max(trees.nodesBefore().size(), trees.nodesAfter().size());
    return TOP + LINE * most + EDGE;
  }

  @Override
  public void paint(Graphics2D graphics) {
    half(graphics, "before", trees.nodesBefore(), 0);
    half(graphics, trees.same() ? "after: the same" : "after", trees.nodesAfter(), HALF);
  }

  private static void half(Graphics2D graphics, String head, List<Drawn> nodes, int left) {
    graphics.setColor(ChartLook.INK);
    write(graphics, head, left + EDGE, TOP - 14);
    for (int i = 0; i < nodes.size(); i++) {
      int x = left + EDGE + INDENT * nodes.get(i).depth();
      node(graphics, nodes.get(i), x, TOP + LINE * i, left + HALF - EDGE - x);
    }
  }

  private static void node(Graphics2D graphics, Drawn node, int x, int y, int width) {
    graphics.setColor(node.differs() ? ChartLook.series(1) : ChartLook.GRID);
    graphics.setStroke(node.differs() ? THICK : THIN);
    graphics.drawRect(x, y, width, BOX);
    if (node.depth() > 0) {
      graphics.drawLine(x - INDENT / 2, y - LINE + BOX, x - INDENT / 2, y + BOX / 2);
      graphics.drawLine(x - INDENT / 2, y + BOX / 2, x, y + BOX / 2);
    }
    graphics.setStroke(THIN);
    graphics.setColor(ChartLook.INK);
    String name = (node.differs() ? "≠ " : "") + ChartLook.text(node.name());
    write(graphics, fitting(name, width - 12), x + 6, y + 15);
  }

  /** As outlines: who looks at it needs no such font. */
  private static void write(Graphics2D graphics, String text, int x, int y) {
    graphics.fill(ChartLook.PLAIN.createGlyphVector(MEASURE, text).getOutline(x, y));
  }

  private static String fitting(String text, int width) {
    String fits = text;
    while (fits.length() > 2 && ChartLook.PLAIN.getStringBounds(fits, MEASURE).getWidth() > width) {
      fits = fits.substring(0, fits.length() - 2) + "…";
    }
    return fits;
  }
}
