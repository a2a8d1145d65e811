package dev.tallystick.tlog;

import static dev.tallystick.tlog.WitnessSamples.checkpoint;
import static dev.tallystick.tlog.WitnessSamples.forked;
import static dev.tallystick.tlog.WitnessSamples.proof;
import static dev.tallystick.tlog.WitnessSamples.request;
import static dev.tallystick.tlog.WitnessSamples.signed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.tlog.InMemoryWitnessStore.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WitnessTest {
  private static final long TIME = 1_767_324_900;

  private final InMemoryWitnessStore store = new InMemoryWitnessStore();
  private long time = TIME;
  private final Witness witness = witness(store);

  private Witness witness(WitnessStore store) {
    return new Witness(TestKeys.WITNESS_1, List.of(TestKeys.LOG.verifierKey()), store, () -> time);
  }

  private WitnessState state() {
    return store.latest(WitnessSamples.ORIGIN);
  }

  @Test
  void addCheckpoint_answersWithACosignature() throws Exception {
    WitnessAnswer answer = witness.addCheckpoint(request(0, 5));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.contentType()).isEqualTo("text/plain; charset=utf-8");
    assertThat(answer.body()).startsWith("\u2014 witness.example/w1 ").endsWith("\n");
    SignedNote note = signed(checkpoint(5)).withSignatures(answer.cosignatures());
    assertThat(
            VerifiedCheckpoint.verify(note, TestKeys.log(), NoteVerifier.of(witness.verifierKey()))
                .cosignatures())
        .containsExactly(new Cosignature(witness.verifierKey(), TIME));
    assertThat(state().note()).hasValue(note);
  }

  /** For every size known, old size and new size, of the log and of its rewriting. */
  @Test
  void addCheckpoint_answersByTheTableForAllSizes() throws Exception {
    for (int known = 0; known <= 7; known++) {
      for (int old = 0; old <= 9; old++) {
        for (int size = 0; size <= 9; size++) {
          InMemoryWitnessStore fresh = new InMemoryWitnessStore();
          Witness tried = witness(fresh);
          assertThat(tried.addCheckpoint(request(0, known)).status()).isEqualTo(200);
          WitnessState before = fresh.latest(WitnessSamples.ORIGIN);
          int expected = old > size ? 400 : old != known ? 409 : 200;
          int expectedForked = expected != 200 ? expected : known == 0 && size > 0 ? 200 : 422;

          WitnessAnswer refused = tried.addCheckpoint(request(proof(old, size), forked(size)));
          assertThat(refused.status())
              .as("fork %d %d %d", known, old, size)
              .isEqualTo(expectedForked);
          if (expectedForked == 200) {
            continue;
          }
          assertThat(fresh.latest(WitnessSamples.ORIGIN)).isEqualTo(before);

          WitnessAnswer answer = tried.addCheckpoint(request(old, size));
          assertThat(answer.status()).as("%d %d %d", known, old, size).isEqualTo(expected);
          assertThat(fresh.latest(WitnessSamples.ORIGIN).size())
              .isEqualTo(expected == 200 ? size : known);
          assertConflict(answer, known);
        }
      }
    }
  }

  private static void assertConflict(WitnessAnswer answer, int known) {
    boolean isConflict = answer.status() == 409;
    assertThat(answer.latestSize().isPresent()).isEqualTo(isConflict);
    assertThat(answer.isCosigned()).isEqualTo(answer.status() == 200);
    if (isConflict) {
      assertThat(answer).isEqualTo(new WitnessAnswer(409, "text/x.tlog.size", known + "\n"));
      assertThat(answer.latestSize()).hasValue(known);
    }
  }

  @Test
  void addCheckpoint_refusesEachWayToBeWrong() throws Exception {
    witness.addCheckpoint(request(0, 5));
    WitnessState before = state();
    SignedNote note = signed(checkpoint(8));
    Hash stranger = Merkle.EMPTY_ROOT;
    List<Hash> longer = new ArrayList<>(proof(5, 8).path());
    longer.add(stranger);

    assertRefused(400, "no empty line before the checkpoint", "old 5\n".getBytes(UTF_8));
    assertRefused(
        400,
        "extension lines are not accepted",
        ask(5, 8, SignedNote.sign(checkpoint(8).body() + "more\n", TestKeys.LOG.signer())));
    assertRefused(
        404,
        "the origin is not that of a log known here",
        ask(
            0,
            8,
            SignedNote.sign(
                "other.example\n8\n" + stranger.base64() + "\n", TestKeys.LOG.signer())));
    assertRefused(
        403,
        "no signature of a trusted key",
        ask(5, 8, SignedNote.sign(checkpoint(8).body(), TestKeys.OTHER_LOG.signer())));
    assertRefused(
        403,
        "the signature of stick.example/log+%s does not verify"
            .formatted(VerifierKey.hex(TestKeys.log().keyId())),
        ask(5, 8, SignedNote.of(checkpoint(8).body(), signed(checkpoint(7)).signatures())));
    assertRefused(400, "the old size is larger than that of the checkpoint", request(9, 8));
    assertRefused(
        422,
        "the consistency proof does not verify",
        new AddCheckpoint(new ConsistencyProof(5, longer), note).toByteArray());
    assertRefused(
        422,
        "the consistency proof does not verify",
        new AddCheckpoint(new ConsistencyProof(5, List.of()), note).toByteArray());
    assertRefused(
        422,
        "the consistency proof does not verify",
        request(new ConsistencyProof(5, List.of(stranger)), checkpoint(5)));
    assertRefused(
        422, "this size has been cosigned with another root", request(proof(5, 5), forked(5)));
    assertThat(state()).isEqualTo(before);
  }

  @Test
  void addCheckpoint_refusesTheWrongBeginnings() throws Exception {
    assertRefused(422, "the root of the empty tree is another", request(proof(0, 0), forked(0)));
    assertRefused(
        422,
        "there is no proof from size 0",
        request(new ConsistencyProof(0, List.of(Merkle.EMPTY_ROOT)), checkpoint(8)));
    assertThat(state().note()).isEmpty();
  }

  private static byte[] ask(int old, int size, SignedNote note) {
    return new AddCheckpoint(proof(old, size), note).toByteArray();
  }

  private void assertRefused(int status, String reason, byte[] request) throws IOException {
    assertThat(witness.addCheckpoint(request))
        .isEqualTo(new WitnessAnswer(status, "text/plain; charset=utf-8", reason + "\n"));
  }

  @Test
  void addCheckpoint_ofTheSameSizeRefreshesTheTime() throws Exception {
    witness.addCheckpoint(request(0, 5));
    time = TIME + 60;

    WitnessAnswer answer = witness.addCheckpoint(request(5, 5));

    assertThat(answer.isCosigned()).isTrue();
    assertThat(state().time()).isEqualTo(TIME + 60);
  }

  @Test
  void addCheckpoint_doesNotSpeakOfAnEarlierTime() throws Exception {
    witness.addCheckpoint(request(0, 5));
    time = TIME - 1;

    assertRefused(503, "the clock is behind the last cosignature", request(5, 8));
    time = TIME;
    assertThat(witness.addCheckpoint(request(5, 8)).isCosigned()).isTrue();
  }

  /** Whatever became of a write that failed, nothing was cosigned, and the log can go on. */
  @Test
  void addCheckpoint_cosignsNothingThatIsNotKept() throws Exception {
    witness.addCheckpoint(request(0, 5));
    for (Fault fault : List.of(Fault.NOT_KEPT, Fault.KEPT)) {
      int size = (int) state().size();
      store.failNext(fault);

      assertThatThrownBy(() -> witness.addCheckpoint(request(size, size + 1)))
          .isInstanceOf(IOException.class);

      assertThat(state().size()).isEqualTo(fault == Fault.KEPT ? size + 1 : size);
      WitnessAnswer again = witness.addCheckpoint(request(size, size + 2));
      assertThat(again.status()).isEqualTo(fault == Fault.KEPT ? 409 : 200);
      int known = (int) state().size();
      assertThat(witness.addCheckpoint(request(known, known + 1)).status()).isEqualTo(200);
    }
  }

  @Test
  void addCheckpoint_keepsOneLineOfEachKeyAndNoneOfOthers() throws Exception {
    NoteSignature twice = signed(checkpoint(5)).signatures().get(0);
    SignedNote note =
        SignedNote.sign(checkpoint(5).body(), TestKeys.LOG.signer(), TestKeys.OTHER_LOG.signer())
            .withSignatures(List.of(twice, TestKeys.WITNESS_2.cosign(checkpoint(5), 7)));

    witness.addCheckpoint(ask(0, 5, note));

    assertThat(state().note().orElseThrow().signatures().stream().map(NoteSignature::name))
        .containsExactly("stick.example/log", "witness.example/w1");
  }

  @Test
  void state_isReadBackFromItsNote() throws Exception {
    witness.addCheckpoint(request(0, 5));
    SignedNote note = state().note().orElseThrow();

    assertThat(WitnessState.parse(note.toByteArray(), witness.verifierKey())).isEqualTo(state());
    assertThatThrownBy(
            () -> WitnessState.parse(note.toByteArray(), TestKeys.WITNESS_2.verifierKey()))
        .isInstanceOf(UnverifiedNoteException.class);
    byte[] changed = note.toString().replace("\n5\n", "\n4\n").getBytes(UTF_8);
    assertThatThrownBy(() -> WitnessState.parse(changed, witness.verifierKey()))
        .isInstanceOf(UnverifiedNoteException.class);
  }

  @Test
  void answer_isNoCosignatureIfItIsNotLines() {
    for (String body : List.of("", "\n", "x\n", "\u2014 w AAAAAAA=", "\u2014 w AAAAAAA=\n\n")) {
      assertThatThrownBy(() -> new WitnessAnswer(200, "text/plain", body).cosignatures())
          .as(body)
          .isInstanceOf(MalformedNoteException.class);
    }
    for (String body : List.of("", "5", "05\n", "-5\n", "5\n\n", "5 \n")) {
      assertThat(new WitnessAnswer(409, "text/x.tlog.size", body).latestSize()).isEmpty();
    }
    assertThat(new WitnessAnswer(409, "text/plain", "5\n").latestSize()).isEmpty();
  }
}
