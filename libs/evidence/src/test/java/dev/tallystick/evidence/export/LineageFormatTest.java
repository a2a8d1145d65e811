package dev.tallystick.evidence.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.evidence.lineage.LineageAnswer;
import dev.tallystick.evidence.lineage.MalformedLineageException;
import dev.tallystick.tlog.Hash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That all forms agree, by other people's readers, is tested in tools/analysis. */
class LineageFormatTest {
  private static final String ANSWER =
      """
      {"size":20,"complete":true,"counts":{"releases":2},
       "deposits":[{"event":"e0","from":"shop-lantern","chunk":"chk_1","index":3,
         "recordedAt":"2026-01-01T03:04:05.006Z"}],
       "releases":[{"event":"e2","release":"rel_2","index":14,"recordedAt":"2026-01-02T03:04:05.006Z","step":"RELEASE_2",
         "from":"bureau-north","to":"bank-riverside","purpose":"LOAN_APPROVAL","product":"prd_1","parents":["e1"],"distance":1,
         "fee":{"amount":800,"currency":"CNY","tariff":"trf_1","line":"base"},"acknowledged":{"event":"e3","index":15}},
        {"event":"e1","release":"rel_1","index":12,"recordedAt":"2026-01-02T03:00:05.006Z","step":"RELEASE_1",
         "from":"shop-lantern","to":"bureau-north","deposits":["e0"],"distance":0}]}
      """;

  private static String write(LineageFormat format) throws MalformedLineageException {
    return new String(format.write(LineageAnswer.parse(ANSWER.getBytes(UTF_8))), UTF_8);
  }

  @Test
  void csv_hasARowForEachThingInTheOrderOfTheLog() throws MalformedLineageException {
    String[] lines = write(LineageFormat.CSV).split("\r\n", -1);

    assertThat(lines[0])
        .startsWith("kind,event,id,place,distance,log_index,")
        .endsWith(",destroyed_at");
    assertThat(lines[1])
        .startsWith("deposit,e0,chk_1,,,3,,2026-01-01T03:04:05.006Z,,shop-lantern,,");
    assertThat(lines[2]).startsWith("release,e1,rel_1,listed,0,12,").contains(",,e0,");
    assertThat(lines[3]).contains(",LOAN_APPROVAL,,prd_1,,800,CNY,trf_1,base,,e1,,e3,15,,");
    assertThat(lines).hasSize(5);
  }

  @Test
  void formats_haveNamesForOptionsAndAddresses() throws MalformedLineageException {
    assertThat(LineageFormat.find("openlineage")).contains(LineageFormat.OPENLINEAGE);
    assertThat(LineageFormat.find("xml")).isEmpty();
    assertThat(write(LineageFormat.OPENLINEAGE).lines())
        .hasSize(3)
        .allMatch(line -> line.contains("COMPLETE"));
    assertThat(write(LineageFormat.PROV)).contains("\"wasDerivedFrom\":{\"_:deposits-e1-e0\"");
    assertThat(write(LineageFormat.JSON)).contains("\"size\":20");
    assertThat(write(LineageFormat.PROV)).isEqualTo(write(LineageFormat.PROV));
  }

  @ParameterizedTest
  @CsvSource({
    "PROV, b6b6632dd846ee4afac427b30cc8bb34bbdc4f4d89d8b16286b4e36f9f92d3c0",
    "OPENLINEAGE, aef162b410946c7c991b3d6522561ea16a37798ce1ada2da6f94d985c702a6ba",
    "CSV, 41ade4948b7e42ec5e5decf2f3257e793ac101148c1ce4d468a50b291d12d29b",
  })
  void exports_keepTheirBytes(LineageFormat format, String sha256)
      throws MalformedLineageException {
    assertThat(Hash.sha256(write(format).getBytes(UTF_8)).hex()).isEqualTo(sha256);
  }
}
