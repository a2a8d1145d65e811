package dev.tallystick.scorecard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScorecardMainTest {
  private static final Path REAL =
      Path.of(
          System.getProperty("tallystick.shared-data", "/work/shared/data"),
          "south_german_credit_700.csv");
  private static final Pattern AUC = Pattern.compile("AUC (0\\.\\d+)");

  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... line) {
    out.reset();
    err.reset();
    return ScorecardMain.run(
        List.of(line), new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
  }

  /** Loans that go wrong the more often the longer something was overdue; and noise. */
  private Path loans(int rows) throws IOException {
    StringBuilder csv = new StringBuilder("overdue,band,word,noise,default\n");
    Random random = new Random(5);
    for (int i = 0; i < rows; i++) {
      int overdue = random.nextInt(60);
      int band = random.nextInt(9);
      String word = List.of("RENTED", "OWNED", "").get(random.nextInt(3));
      double odds = -2.5 + overdue / 20.0 - band / 3.0 + (word.equals("RENTED") ? 1 : 0);
      int bad = random.nextDouble() < 1 / (1 + Math.exp(-odds)) ? 1 : 0;
      csv.append("%d,%d,%s,%d,%d\n".formatted(overdue, band, word, random.nextInt(1000), bad));
    }
    return Files.writeString(folder.resolve("loans.csv"), csv);
  }

  private double auc() {
    Matcher matcher = AUC.matcher(out.toString(UTF_8));
    assertThat(matcher.find()).as(out.toString(UTF_8)).isTrue();
    return Double.parseDouble(matcher.group(1));
  }

  private JsonObject json(String name) throws Exception {
    return (JsonObject) CanonicalJson.parseMessage(Files.readAllBytes(folder.resolve(name)));
  }

  /**
   * The corrected South German data, where it is at hand: what nobody may be judged by left out.
   */
  @Test
  void fit_toRealLoans_tellsGoodFromBad() {
    assumeTrue(Files.isRegularFile(REAL));

    int code =
        run(
            "fit",
            REAL.toString(),
            "--target",
            "credit_risk",
            "--bad",
            "0",
            "--without",
            "personal_status_sex,foreign_worker,age",
            "--out",
            folder.toString());

    assertThat(code).as(err.toString(UTF_8)).isZero();
    assertThat(auc()).isGreaterThanOrEqualTo(0.75);
  }

  @Test
  void fit_writesTheModelItsCasesAndAPicture() throws Exception {
    int code =
        run(
            "fit",
            loans(2_000).toString(),
            "--target",
            "default",
            "--out",
            folder.toString(),
            "--name",
            "overdue",
            "--version",
            "3",
            "--input",
            "overdue=loan overdue days: LOAN.PERFORMANCE/overdueDays",
            "--input",
            "band=inflow band: PAYMENT.SUMMARY/inflowBand");

    assertThat(code).as(err.toString(UTF_8)).isZero();
    assertThat(auc()).isGreaterThan(0.75);
    JsonObject card = json("overdue-3.json");
    assertThat(card.getString("model")).isEqualTo("overdue");
    assertThat(card.getArray("factors").items())
        .extracting(factor -> ((JsonObject) factor).getString("name"))
        .startsWith("loan overdue days", "inflow band", "word");
    assertThat(card.getObject("fit").getInteger("rows")).isEqualTo(2_000);
    assertThat(card.getObject("fit").getInteger("auc")).isGreaterThan(7_500);
    assertThat(card.getObject("fit").getArray("calibration").size()).isEqualTo(8);
    assertThat(json("overdue-3.cases.json").getArray("cases").size()).isGreaterThan(3);
    assertThat(Files.readString(folder.resolve("overdue-3.svg")))
        .startsWith("<svg ")
        .contains("<title ", "ROC: area 0.", "<circle ")
        .doesNotContain("NaN", "<script");
    assertThat(out.toString(UTF_8)).contains("No bureau takes it yet", "word");
  }

  @Test
  void fit_ofTheSameRows_isTheSameToTheByte() throws Exception {
    String loans = loans(1_000).toString();
    run("fit", loans, "--target", "default", "--out", folder.resolve("one").toString());
    run("fit", loans, "--target", "default", "--out", folder.resolve("two").toString());

    for (String name : List.of("fitted-1.json", "fitted-1.cases.json", "fitted-1.svg")) {
      assertThat(folder.resolve("one").resolve(name))
          .hasSameBinaryContentAs(folder.resolve("two").resolve(name));
    }
  }

  /** A column that says how the loan ended makes a perfect model, which shows: nothing hides it. */
  @Test
  void fit_toNoiseAlone_isRefused() throws IOException {
    StringBuilder csv = new StringBuilder("noise,default\n");
    Random random = new Random(9);
    for (int i = 0; i < 3_000; i++) {
      csv.append("%d,%d\n".formatted(random.nextInt(2), random.nextInt(2)));
    }
    Path file = Files.writeString(folder.resolve("noise.csv"), csv);

    assertThat(run("fit", file.toString(), "--target", "default")).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("no column tells how a loan ends");
  }

  @Test
  void fit_ofWhatIsNoTable_saysWhatIsWrong() throws IOException {
    Path fractions =
        Files.writeString(
            folder.resolve("f.csv"),
            "rate,default\n" + "0.5,1\n".repeat(60) + "0.7,0\n".repeat(60));
    Path few = Files.writeString(folder.resolve("few.csv"), "rate,default\n1,1\n2,0\n");

    assertRefused("rate has fractions", "fit", fractions.toString(), "--target", "default");
    assertRefused("it takes 50 loans of each kind", "fit", few.toString(), "--target", "default");
    assertRefused("the file has no column nothing", "fit", few.toString(), "--target", "nothing");
    assertRefused("--target is needed", "fit", few.toString());
    assertRefused("unknown option --targte", "fit", few.toString(), "--targte", "x");
    assertRefused("no such file", "fit", folder.resolve("none.csv").toString(), "--target", "x");
    assertRefused("unknown: guess", "guess");
    assertRefused("say what to do");
  }

  private void assertRefused(String why, String... line) {
    assertThat(run(line)).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains(why);
    assertThat(out.toString(UTF_8)).isEmpty();
  }

  private Path tariffs() throws IOException {
    return Files.writeString(
        folder.resolve("tariffs.json"),
        """
        {"bureau":"bureau-north","tariffs":[
         {"tariff":"t","version":3,"bureau":"bureau-north","currency":"CNY","effectiveFrom":"2999-01-01T00:00:00.000Z",
          "lines":[{"line":"later","payer":"RECIPIENT","product":"p","userClass":"SMALL","amount":1,"dedup":"LOCAL_DAY"}]},
         {"tariff":"t","version":2,"bureau":"bureau-north","currency":"CNY","effectiveFrom":"2026-01-01T00:00:00.000Z",
          "lines":[{"line":"small","payer":"RECIPIENT","product":"p","userClass":"SMALL","amount":100,"dedup":"LOCAL_DAY"},
                   {"line":"each","payer":"RECIPIENT","product":"q","userClass":"SMALL","amount":100,"dedup":"NONE"},
                   {"line":"large","payer":"RECIPIENT","product":"p","userClass":"LARGE","amount":300,"dedup":"LOCAL_DAY"},
                   {"line":"own","payer":"SUBJECT","service":"SELF_REPORT","userClass":"SMALL","amount":500,"dedup":"NONE"}]},
         {"tariff":"t","version":1,"bureau":"bureau-north","currency":"CNY","effectiveFrom":"2025-01-01T00:00:00.000Z",
          "lines":[{"line":"old","payer":"RECIPIENT","product":"p","userClass":"SMALL","amount":7,"dedup":"LOCAL_DAY"}]}]}
        """);
  }

  /** 73 days are a fifth of a year; 4 of 5 inquiries are the first of their day. */
  private Path ledger() throws IOException {
    StringBuilder csv = new StringBuilder("at,person,paid\n");
    for (int day = 0; day < 73; day++) {
      for (int person = 0; person < 4; person++) {
        csv.append(
            "%s,p%d,75\n".formatted(java.time.LocalDate.of(2026, 1, 1).plusDays(day), person));
      }
      csv.append("%s,p0,75\n".formatted(java.time.LocalDate.of(2026, 1, 1).plusDays(day)));
    }
    return Files.writeString(folder.resolve("ledger.csv"), csv);
  }

  @Test
  void cost_isTheYearsOwnTrafficByTheTariffInForce() throws IOException {
    int code =
        run(
            "cost",
            ledger().toString(),
            "--tariff",
            tariffs().toString(),
            "--class",
            "SMALL",
            "--claim",
            "800");

    assertThat(code).as(err.toString(UTF_8)).isZero();
    assertThat(out.toString(UTF_8).lines())
        .containsExactly(
            "365 inquiries in 73 days, 292 of them the first of their day about their person; a"
                + " year of this: 1825",
            "before: 1,368.75 a year",
            "bureau-north small: 1460 at CNY 1.00 are 1,460.00 a year, +6.67 %: within the 8.00 %"
                + " that is claimed",
            "bureau-north each: 1825 at CNY 1.00 are 1,825.00 a year, +33.33 %: more than the 8.00"
                + " % that is claimed");
  }

  @Test
  void cost_takesTheDirectPriceAndWhatElseAYearCosts() throws IOException {
    run(
        "cost",
        ledger().toString(),
        "--tariff",
        tariffs().toString(),
        "--class",
        "LARGE",
        "--direct",
        "240",
        "--more",
        "5000");

    assertThat(out.toString(UTF_8))
        .contains(
            "bureau-north large: 1460 at CNY 3.00 are 4,380.00 a year, with all else 4,430.00,"
                + " +1.14 %: within");
  }

  @Test
  void cost_ofWhatIsNoLedger_saysWhatIsWrong() throws IOException {
    Path odd = Files.writeString(folder.resolve("odd.csv"), "at,person\nyesterday,p\n");
    String tariffs = tariffs().toString();

    assertRefused("line 2: at is a day", "cost", odd.toString(), "--tariff", tariffs);
    assertRefused("--tariff FILE", "cost", odd.toString());
    assertThat(run("cost", ledger().toString(), "--tariff", tariffs, "--class", "NOBODY"))
        .isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("no tariff has a line for the class NOBODY");
    assertThat(run("cost", ledger().toString(), "--tariff", odd.toString())).isEqualTo(2);
    Files.writeString(odd, "{\"tariffs\":[{\"version\":1}]}");
    assertThat(run("cost", ledger().toString(), "--tariff", odd.toString())).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("is no list of tariffs");
    String most = Long.toString(Long.MAX_VALUE);
    assertThat(run("cost", ledger().toString(), "--tariff", tariffs, "--direct", most))
        .isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("more than a year can cost");
  }
}
