package dev.tallystick.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.events.receipt.Receipt;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.Policy;
import dev.tallystick.tlog.VerifierKey;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * The page of a bundle that people read, a court among them: HTML without scripts or anything from
 * elsewhere, with a style for paper. It says what the receipts say, and nothing that only the
 * service says; the same bundle gives the same bytes.
 */
final class EvidencePage {
  private static final String STYLE =
      """
      body{font:11pt/1.45 Georgia,"Noto Serif CJK SC","Songti SC",serif;color:#111;background:#fff;max-width:52rem;margin:2rem auto;padding:0 1rem}
      h1{font-size:1.5rem;margin-bottom:.2rem}h2{font-size:1.15rem;margin-top:1.8rem;border-bottom:1px solid #999}
      .zh{color:#444}code,.id{font:9pt/1.35 "Liberation Mono",Menlo,Consolas,monospace;overflow-wrap:anywhere}
      dl{display:grid;grid-template-columns:11rem 1fr;gap:.3rem 1rem}dt{font-weight:bold}dd{margin:0}
      ol{padding-left:0;list-style:none}li.entry{margin:.9rem 0;padding:.6rem .8rem;border:1px solid #bbb;break-inside:avoid}
      li.entry p{margin:.2rem 0}
      @media print{body{max-width:none;margin:0;padding:0;font-size:10pt}h2{break-after:avoid}}
      @page{size:A4;margin:20mm}
      """;

  private final EvidenceQuestion question;
  private final BundleProofs proofs;
  private final PageText html = new PageText();

  private EvidencePage(EvidenceQuestion question, BundleProofs proofs) {
    this.question = question;
    this.proofs = proofs;
  }

  static byte[] write(EvidenceQuestion question, BundleProofs proofs) {
    EvidencePage page = new EvidencePage(question, proofs);
    page.head();
    page.log();
    page.entries();
    page.checking();
    page.limits();
    return page.html.raw("</body>\n</html>\n").toString().getBytes(UTF_8);
  }

  private void head() {
    String digest =
        Base64.getEncoder().encodeToString(Hash.sha256(STYLE.getBytes(UTF_8)).toByteArray());
    html.raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .raw(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-")
        .raw(digest)
        .raw("'\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>")
        .text("Evidence: " + question.id())
        .raw("</title>\n<style>")
        .raw(STYLE)
        .raw("</style>\n</head>\n<body>\n");
    html.element("h1", "Evidence from a log of who passed whose data on");
    html.chinese("数据流转日志证据");
    String about =
        switch (question.from()) {
          case RELEASE ->
              "the release or report %s: what it was made from, and what was made of it";
          case CHUNK -> "the deposit %s, and the releases of its records";
          case CONSENT -> "the consent %s, and the releases that rest on it";
        };
    html.element("p", "This is about " + about.formatted(question.id()) + ".");
    html.element(
        "p",
        "Every line under “What the log says” is an entry of the log. For each, this file holds the entry itself and a"
            + " mathematical proof that it is in the log, unchanged and at its place.");
    html.chinese("“日志记载”一节的每一条都是日志条目；本文件附有条目原文以及其未被改动、位置不变的数学证明。");
  }

  private void log() {
    html.element("h2", "The log · 日志");
    html.raw("<dl>\n");
    html.pair("Name", proofs.checkpoint().origin());
    html.pair("Entries covered", Long.toString(proofs.checkpoint().size()));
    html.code("Root", proofs.checkpoint().root().hex());
    html.pair("Signed by", signers());
    html.pair("Cosigned by", witnesses());
    html.code("Policy", "SHA-256 " + proofs.policy().hash().map(Object::toString).orElse(""));
    html.raw("</dl>\n");
    html.element(
        "p",
        "A witness is somebody else who has signed that the log only grew. Who counts as one is for the reader to say: the"
            + " names above are those of the policy in this file, and the check compares them with the reader's own.");
  }

  private String signers() {
    return proofs.acceptance().stream()
        .flatMap(accepted -> accepted.signers().stream())
        .map(EvidencePage::keyName)
        .reduce((some, next) -> some + ", " + next)
        .orElse("no key that the policy in this file names as the log's");
  }

  private String witnesses() {
    Policy policy = proofs.policy();
    return proofs.acceptance().stream()
        .flatMap(accepted -> accepted.cosignatures().stream())
        .map(
            cosignature ->
                policy.witnessName(cosignature.key())
                    + " ("
                    + keyName(cosignature.key())
                    + ") at "
                    + Instant.ofEpochSecond(cosignature.time()))
        .reduce((some, next) -> some + ", " + next)
        .orElse("nobody whom the policy in this file names");
  }

  private static String keyName(VerifierKey key) {
    return key.name() + "+" + HexFormat.of().toHexDigits(key.keyId());
  }

  private void entries() {
    html.element("h2", "What the log says · 日志记载");
    if (proofs.receipts().isEmpty()) {
      html.element("p", "No entry.");
    }
    html.raw("<ol>\n");
    for (Receipt receipt : proofs.receipts().values()) {
      OpenedEntry entry = OpenedEntry.of(receipt);
      html.raw("<li class=\"entry\">\n");
      html.element(
          "p",
          "Entry %s, recorded %s (UTC): %s"
              .formatted(entry.index(), entry.recordedAt(), EntrySentences.title(entry)));
      EntrySentences.of(entry).forEach(sentence -> html.element("p", sentence));
      EntrySentences.withheld(entry).ifPresent(sentence -> html.element("p", sentence));
      entry
          .body()
          .flatMap(body -> body.subject())
          .ifPresent(
              token -> html.element("p", "It is about the person with the token " + token + "."));
      html.element("p", "class=\"id\"", "event " + entry.event());
      html.element("p", "class=\"id\"", "entry " + entry.opening().entry().hex());
      html.raw("</li>\n");
    }
    html.raw("</ol>\n");
  }

  private void checking() {
    html.element("h2", "How to check it · 如何核验");
    html.element(
        "p",
        "Anybody can, without a network and without asking the log's operator. The program tally is free, and its source is"
            + " public. Take the log's key or policy from somebody whom you trust, not from this file:");
    html.raw("<p><code>tally verify bundle.zip --policy log.policy</code></p>\n");
    html.element(
        "p",
        "Exit code 0: all of it holds. 1: something is not as it is said here, which is evidence against whoever made the file or"
            + " the log. 2: it cannot be told.");
    html.chinese("任何人都可以离线核验：用可信来源的日志公钥运行上面的命令。0 表示成立，1 表示不成立，2 表示无法判断。");
  }

  private void limits() {
    html.element("h2", "What it does not show · 不能证明什么");
    html.raw("<ul>\n");
    for (String limit :
        List.of(
            "That what an entry says is true: it shows who had it written down, when, and that nobody has changed it since.",
            "That nothing else was made of a release: what is made later names what it was made from, not the other way round.",
            "Who the person behind a token is. The data vault knows, and says so only to those who may ask.",
            "That the log's key is the log's: that must come from elsewhere.")) {
      html.element("li", limit);
    }
    html.raw("</ul>\n");
  }
}
