package org.yilian.hub.platform.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yilian.hub.platform.HubFailure;
import org.yilian.hub.platform.vault.Vault.What;

class VaultTest {
    private static final String ONE = "one:" + "A".repeat(43) + "=";
    private static final String TWO = "two:" + "B".repeat(42) + "A=";
    private static final byte[] TEXT = "MSH|^~\\&|HIS|王秀英".getBytes(StandardCharsets.UTF_8);
    private static final What WHAT = What.of("row 1", "H001", "T1");

    @TempDir
    Path folder;

    private DataSource dataSource;

    @BeforeEach
    void table() {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        dataSource = h2;
        JdbcClient.create(h2)
                .sql("create table yh_encryption_key (key_id varchar(32) primary key, word blob not null,"
                        + " since timestamp with time zone not null)")
                .update();
    }

    private Vault start(String suite, String keys) {
        return start(suite, keys, "");
    }

    private Vault start(String suite, String keys, String file) {
        return new VaultConfiguration()
                .vault(
                        new EncryptionSettings(suite, keys, file),
                        List.of(new AesGcm(), new Sm4Gcm()),
                        dataSource,
                        Clock.systemUTC());
    }

    @Test
    void withoutASuiteAllStaysAsItIs() {
        Vault vault = start("none", "");
        assertThat(vault.keyId()).isNull();
        assertThat(vault.seal(TEXT, WHAT)).isSameAs(TEXT);
        assertThat(vault.open(null, TEXT, WHAT)).isSameAs(TEXT);
    }

    @Test
    void opensInItsOwnPlaceOnly() {
        for (String suite : List.of("AES-256-GCM", "SM4-GCM")) {
            Vault vault = start(suite, ONE);
            byte[] sealed = vault.seal(TEXT, WHAT);
            assertThat(vault.open("one", sealed, WHAT)).isEqualTo(TEXT);
            assertThat(vault.open("one", vault.seal(new byte[0], WHAT), WHAT)).isEmpty();
            assertThat(vault.seal(null, WHAT)).isNull();
            assertThat(vault.seal(TEXT, WHAT)).isNotEqualTo(sealed);
            refused("HUB-1108", () -> vault.open("one", sealed, What.of("row 1", "H001", "T2")));
            refused("HUB-1108", () -> vault.open("one", sealed, What.of("row 1", "H001T", "1")));
            refused("HUB-1108", () -> vault.open("one", new byte[40], WHAT));
            refused("HUB-1108", () -> vault.open("one", TEXT, WHAT));
            refused("HUB-1110", () -> vault.open("three", sealed, WHAT));
            for (int i = 0; i < sealed.length; i++) {
                byte[] changed = sealed.clone();
                changed[i] ^= 16;
                refused("HUB-1108", () -> vault.open("one", changed, WHAT));
            }
        }
    }

    @Test
    void aNewKeyIsForWhatIsNewAndTheOldOneOpensWhatIsOld() {
        byte[] old = start("AES-256-GCM", ONE).seal(TEXT, WHAT);
        Vault vault = start("SM4-GCM", ONE + "\n" + TWO);
        assertThat(vault.keyId()).isEqualTo("two");
        assertThat(vault.open("one", old, WHAT)).isEqualTo(TEXT);
        assertThat(vault.open("two", vault.seal(TEXT, WHAT), WHAT)).isEqualTo(TEXT);
        Vault off = start("none", ONE + "\n" + TWO);
        assertThat(off.keyId()).isNull();
        assertThat(off.open("one", old, WHAT)).isEqualTo(TEXT);
    }

    @Test
    void refusesToStartWithoutTheKeysOrWithOthers() {
        start("AES-256-GCM", ONE);
        refused("HUB-1106", () -> start("AES-256-GCM", TWO));
        refused("HUB-1106", () -> start("none", ""));
        refused("HUB-1107", () -> start("AES-256-GCM", ONE.replace("AAAA", "BAAA")));
        refused("HUB-1107", () -> start("none", ONE.replace("AAAA", "BAAA")));
        start("none", ONE);
    }

    @Test
    void refusesSettingsThatCannotBeMeant() throws IOException {
        refused("HUB-1111", () -> start("ROT13", ONE));
        refused("HUB-1112", () -> start("AES-256-GCM", ""));
        refused(
                "HUB-1113",
                () -> start("AES-256-GCM", "", folder.resolve("none").toString()));
        for (String wrong : List.of("one", "one:AAAA", ONE + " " + ONE, ONE.toUpperCase(java.util.Locale.ROOT))) {
            refused("HUB-1105", () -> start("AES-256-GCM", wrong));
        }
        Path file = Files.writeString(folder.resolve("keys"), "# ours\n" + ONE + "\n" + TWO + " # newest\n");
        assertThat(start("AES-256-GCM", "", file.toString()).keyId()).isEqualTo("two");
    }

    @Test
    void saysNothingOfAKey() {
        assertThat(new EncryptionSettings("AES-256-GCM", ONE, "").toString()).doesNotContain("AAAA");
        assertThat(KeyRing.read(ONE).toString()).isEqualTo("KeyRing[one]");
    }

    private static void refused(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable what) {
        assertThatThrownBy(what).isInstanceOfSatisfying(HubFailure.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.getMessage()).doesNotContain("AAAA", "王");
        });
    }
}
