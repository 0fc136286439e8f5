package dev.redline.rag.embedding.minilm;

import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import opennlp.tools.tokenize.WordpieceTokenizer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A text as the numbers that BERT's uncased vocabulary gives its word pieces: controls dropped,
 * accents and capitals removed, Chinese characters and punctuation signs each a word (the
 * normalizer and pre-tokenizer that the model's tokenizer.json names).
 */
record WordPieces(Map<String, Integer> vocabulary, WordpieceTokenizer tokenizer) {

  private static final int MOST = 256;
  private static final int LONGEST_WORD = 100;
  private static final String UNKNOWN = "[UNK]";
  private static final String END = "[SEP]";

  private static final Pattern BREAK = Pattern.compile("[\\t\\n\\r]");
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}\\x{FFFD}]");
  private static final Pattern CHINESE =
      Pattern.compile(
          "[\\x{4E00}-\\x{9FFF}\\x{3400}-\\x{4DBF}\\x{20000}-\\x{2CEAF}\\x{F900}-\\x{FAFF}"
              + "\\x{2F800}-\\x{2FA1F}]");
  private static final Pattern ACCENT = Pattern.compile("\\p{Mn}");
  private static final Pattern SIGN = Pattern.compile("[\\p{P}$+=<>^`|~]");

  /**
   * Reads the vocabulary of a tokenizer.json.
   *
   * @throws IOException if it cannot be read
   */
  static WordPieces read(String resource) throws IOException {
    try (InputStream file = MiniLm.resource(resource)) {
      JsonNode words = JsonMapper.shared().readTree(file).path("model").path("vocab");
      Map<String, Integer> vocabulary = new HashMap<>();
      words.properties().forEach(word -> vocabulary.put(word.getKey(), word.getValue().asInt()));
      return new WordPieces(vocabulary, new WordpieceTokenizer(vocabulary.keySet(), LONGEST_WORD));
    }
  }

  /** At most 256, the first and the last of which mark the ends. */
  long[] ids(String text) {
    String[] pieces = tokenizer.tokenize(words(text));
    if (pieces.length > MOST) {
      pieces = Arrays.copyOf(pieces, MOST);
      pieces[MOST - 1] = END;
    }
    int unknown = vocabulary.getOrDefault(UNKNOWN, 0);
    return Arrays.stream(pieces)
        .mapToLong(piece -> vocabulary.getOrDefault(piece, unknown))
        .toArray();
  }

  private static String words(String text) {
    String clean = CONTROL.matcher(BREAK.matcher(text).replaceAll(" ")).replaceAll("");
    String apart = CHINESE.matcher(clean).replaceAll(" $0 ");
    String decomposed = Normalizer.normalize(apart, Normalizer.Form.NFD);
    String plain = ACCENT.matcher(decomposed).replaceAll("").toLowerCase(Locale.ROOT);
    return SIGN.matcher(plain).replaceAll(" $0 ");
  }
}
