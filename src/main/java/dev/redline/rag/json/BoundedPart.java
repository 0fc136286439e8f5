package dev.redline.rag.json;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;

/** Ends the reading of a file before one part of it fills the memory. */
public final class BoundedPart extends FilterInputStream {

  /** Bytes of one result or one line. */
  public static final int MOST = 32 << 20;

  private final Supplier<RagFileException> tooLarge;
  private long bytes;

  /**
   * @param tooLarge what is thrown where a part is longer than {@value #MOST} bytes
   */
  public BoundedPart(InputStream in, Supplier<RagFileException> tooLarge) {
    super(in);
    this.tooLarge = tooLarge;
  }

  /** The next part begins. */
  public void next() {
    bytes = 0;
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    count(read < 0 ? 0 : 1);
    return read;
  }

  @Override
  public int read(byte[] buffer, int from, int most) throws IOException {
    int read = super.read(buffer, from, most);
    count(Math.max(0, read));
    return read;
  }

  private void count(int more) {
    bytes += more;
    if (bytes > MOST) {
      throw tooLarge.get();
    }
  }
}
