package dev.signalbox.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EgressRulesTest {

    private static final EgressRules NOTHING_LISTED = new EgressRules(List.of(), Set.of(8080, 8081));
    private static final EgressRules ALL_LISTED =
            new EgressRules(List.of("0.0.0.0/0", "::/0", "localhost"), Set.of(8080, 8081));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://8.8.8.8/", "https://93.184.216.34:8443/a?b=c", "http://[2606:4700::1111]/",
                        "http://172.32.0.1/",
                "http://100.128.0.1/", "http://[64:ff9b::808:808]/", "HTTP://1.1.1.1", "http://11.0.0.1:1/"
            })
    void a_public_address_may_be_called(String uri) {
        assertThat(NOTHING_LISTED.refusal(uri)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:9000/x, 127.0.0.1:9000",
        "http://127.8.9.1/, 127.8.9.1:80",
        "https://[::1]/, [::1]:443",
        "http://10.0.0.1/, 10.0.0.1:80",
        "http://172.16.0.1/, 172.16.0.1:80",
        "http://172.31.255.255/, 172.31.255.255:80",
        "http://192.168.1.1/, 192.168.1.1:80",
        "http://100.64.0.1/, 100.64.0.1:80",
        "http://198.18.0.1/, 198.18.0.1:80",
        "http://[fc00::1]/, [fc00::1]:80",
        "http://[fd12:3456::1]:81/, [fd12:3456::1]:81"
    })
    void an_inner_address_may_be_called_only_when_listed(String uri, String option) {
        assertThat(NOTHING_LISTED.refusal(uri)).endsWith("--egress-allow " + option);
        assertThat(new EgressRules(List.of(option), Set.of()).refusal(uri)).isNull();
        assertThat(ALL_LISTED.refusal(uri)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data",
                "http://169.254.0.1/",
                "http://[fd00:ec2::254]/",
                "http://[fe80::1]/",
                "http://[febf::1]/",
                "http://100.100.100.200/",
                "http://168.63.129.16/",
                "http://0.0.0.0/",
                "http://0.1.2.3/",
                "http://[::]/",
                "http://224.0.0.1/",
                "http://239.255.255.255/",
                "http://255.255.255.255/",
                "http://[ff02::1]/",
                "http://[64:ff9b::7f00:1]/",
                "http://[2002:a9fe:a9fe::1]/",
                "http://[::7f00:1]/"
            })
    void a_link_local_metadata_or_reserved_address_is_never_called(String uri) {
        assertThat(ALL_LISTED.refusal(uri)).contains("refused");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://2130706433/",
                "http://0x7f.1/",
                "http://127.1/",
                "http://0177.0.0.1/",
                "http://127.0.0.01/",
                "http://0x7f000001/",
                "http://[::ffff:127.0.0.1]/",
                "http://[::ffff:8.8.8.8]/",
                "http://256.1.1.1/",
                "http://1.2.3.4.5/",
                "http://foo.127/",
                "http://[fe80::1%25eth0]/",
                "http://[127.0.0.1]/",
                "http://127.0.0.1%2f@x/"
            })
    void an_address_in_an_odd_spelling_is_refused_whatever_is_listed(String uri) {
        assertThat(ALL_LISTED.refusal(uri)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "gopher://8.8.8.8/",
                "redis://8.8.8.8:6379/",
                "ftp://8.8.8.8/",
                "//8.8.8.8/",
                "/path",
                "",
                "http:8.8.8.8",
                "http:///x",
                "http://user:pw@8.8.8.8/",
                "http://user@8.8.8.8/",
                "http://8.8.8.8/#a",
                "http://8.8.8.8#@example.com/",
                "http://8.8.8.8/a\r\nX: y",
                "http://8.8.8.8/a b",
                "http://8.8.8.8:0/",
                "http://8.8.8.8:65536/",
                "http://8.8.8.8:99999999/",
                "http://b\u00fccher.example/",
                "http://a..b/",
                "http://-a.b/",
                "http://8.8.8.8\\@127.0.0.1/"
            })
    void what_is_no_plain_http_address_is_refused(String uri) {
        assertThat(ALL_LISTED.refusal(uri)).isNotNull();
    }

    @Test
    void every_address_of_a_name_is_checked() throws Exception {
        Target target = ((Target.Parsed.Good) Target.parse("https://Hook.Example.:444/in")).target();
        InetAddress open = InetAddress.getByName("93.184.216.34");
        InetAddress inner = InetAddress.getByName("10.0.0.7");

        assertThat(NOTHING_LISTED.refusal(target, List.of(open))).isNull();
        assertThat(NOTHING_LISTED.refusal(target, List.of(open, inner)))
                .contains("10.0.0.7")
                .endsWith("--egress-allow hook.example:444");
        assertThat(new EgressRules(List.of("hook.example:444"), Set.of()).refusal(target, List.of(open, inner)))
                .isNull();
        assertThat(new EgressRules(List.of("hook.example:445"), Set.of()).refusal(target, List.of(inner)))
                .isNotNull();
    }

    @Test
    void a_listed_name_does_not_open_metadata() throws Exception {
        Target target = ((Target.Parsed.Good) Target.parse("http://localhost/")).target();

        assertThat(ALL_LISTED.refusal(target, List.of(InetAddress.getByName("169.254.169.254"))))
                .contains("never");
    }

    @Test
    void the_hub_itself_is_called_only_when_listed_with_its_port() {
        String uri = "http://127.0.0.1:8081/hooks/x";

        assertThat(ALL_LISTED.refusal(uri)).contains("this hub itself").endsWith("--egress-allow 127.0.0.1:8081");
        assertThat(new EgressRules(List.of("127.0.0.0/8:8081"), Set.of(8081)).refusal(uri))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "X-A, 'a\r\nX-B: b'",
        "X-A, 'a\nb'",
        "'X-A\r\nB', a",
        "'X A', a",
        "X-A, '\u00e9'",
        "Host, evil",
        "content-length, 5"
    })
    void a_header_that_http_could_misread_is_refused(String name, String value) {
        Outgoing outgoing =
                new Outgoing("POST", "http://8.8.8.8/", Map.of(name, value), Buffer.buffer(), Outgoing.DEFAULT_TIMEOUT);

        assertThat(NOTHING_LISTED.refusal(outgoing)).contains("refused").doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0.0/33",
                "10.0.0/8",
                "a b",
                "127.0.0.1:0",
                "127.0.0.1:x",
                "10.0.0.1/",
                "http://x",
                "127.1",
                "[::1",
                "::1]:5x"
            })
    void an_entry_that_cannot_be_read_is_told_with_what_is_wanted(String entry) {
        assertThatThrownBy(() -> new EgressRules(List.of(entry), Set.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--egress-allow " + entry)
                .hasMessageContaining("127.0.0.1:9000");
    }
}
