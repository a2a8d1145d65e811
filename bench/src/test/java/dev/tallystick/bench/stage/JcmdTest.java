package dev.tallystick.bench.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class JcmdTest {
  @Test
  void usedBytes_addsTheGenerationsOfTheSerialCollector() throws IOException {
    assertThat(
            Jcmd.usedBytes(
                """
                4242:
                 def new generation   total 9792K, used 1024K [0x1, 0x2, 0x3)
                  eden space 8704K,  10% used [0x1, 0x2, 0x3)
                  from space 1088K,   0% used [0x1, 0x2, 0x3)
                 tenured generation   total 21888K, used 2048K [0x1, 0x2, 0x3)
                   the space 21888K,  37% used [0x1, 0x2, 0x3)
                 Metaspace       used 5230K, committed 5440K, reserved 1114112K
                  class space    used 503K, committed 576K, reserved 1048576K
                """))
        .isEqualTo(3072L * 1024);
  }

  @Test
  void usedBytes_readsOneHeapOfRegions() throws IOException {
    assertThat(
            Jcmd.usedBytes(
                """
                 garbage-first heap   total reserved 524288K, committed 65536K, used 24064K [0x1, 0x2)
                  region size 1024K, 3 young (3072K), 0 survivors (0K)
                 Metaspace       used 5230K, committed 5440K, reserved 1114112K
                """))
        .isEqualTo(24064L * 1024);
  }

  /** Else a soak of such a suite would find its memory flat, whatever it does. */
  @Test
  void usedBytes_ofACollectorThatItDoesNotKnow_isNoFigure() {
    String other = " ZHeap           used 24M, capacity 130M, max capacity 8192M";

    assertThatThrownBy(() -> Jcmd.usedBytes(other)).isInstanceOf(IOException.class);
  }

  @Test
  void liveBytes_isSomethingOfThisProcess() throws IOException, InterruptedException {
    assertThat(new Jcmd(ProcessHandle.current().pid()).liveBytes()).isPositive();
  }
}
