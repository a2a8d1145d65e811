package dev.tallystick.tally.corpus;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tallystick.tally.SampleLog;
import dev.tallystick.tally.Samples;
import dev.tallystick.tally.market.Market;
import dev.tallystick.tally.market.MarketUsage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One set of files for all verifiers: {@code tally} in Java and the module for browsers. Made anew
 * for each run, always the same, with keys that stand for nothing.
 */
public final class Corpus {
  /** The file with the cases: files in base64, and what {@code tally} says. */
  public static final String MANIFEST = "corpus.json";

  private static final int RECEIPT_STEP = 5;
  private static final int USAGE_STEP = 61;

  private Corpus() {}

  /** Every case. */
  public static List<CorpusCase> all() {
    return Stream.of(ReceiptCases.all(), UsageCases.all(), FieldCases.all(), flips())
        .flatMap(List::stream)
        .toList();
  }

  /** Files of which one bit is another, here and there; a few of them mean the same. */
  private static List<CorpusCase> flips() {
    List<CorpusCase> flips = new ArrayList<>();
    byte[] receipt = Samples.receipt().toJson();
    for (int i = 0; i < receipt.length; i += RECEIPT_STEP) {
      flips.add(
          CorpusCase.of("flip-receipt-" + i, flipped(receipt, i))
              .with("vkey", SampleLog.VKEY)
              .isOpen());
    }
    byte[] usage = new MarketUsage(Market.afterASale().log()).ofSubject(Market.PERSON).toJson();
    for (int i = 0; i < usage.length; i += USAGE_STEP) {
      flips.add(
          CorpusCase.of("flip-usage-" + i, flipped(usage, i))
              .with("vkey", SampleLog.VKEY)
              .with("subject", Market.PERSON)
              .isOpen());
    }
    return flips;
  }

  private static byte[] flipped(byte[] file, int i) {
    byte[] flipped = file.clone();
    flipped[i] ^= (byte) (1 << (i % 7));
    return flipped;
  }

  /** Writes cases into one file of a folder, with what {@code tally} says of each. */
  public static void writeTo(Path folder, List<CorpusCase> cases) throws IOException {
    List<Map<String, Object>> manifest = new ArrayList<>();
    for (CorpusCase one : cases) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("name", one.name());
      json.put("texts", one.texts());
      json.put("files", one.files());
      json.put("expected", Verdicts.of(one.run(folder).json()));
      manifest.add(json);
    }
    Files.write(folder.resolve(MANIFEST), new ObjectMapper().writeValueAsBytes(manifest));
  }
}
