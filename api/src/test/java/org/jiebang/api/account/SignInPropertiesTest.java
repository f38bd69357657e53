package org.jiebang.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;

class SignInPropertiesTest {
    private static List<String> words(String text) {
        return text == null ? List.of() : List.of(text.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        // demanded acr, demanded amr, told acr, told amr, met
        ",,,,true",
        "gold,,gold,,true",
        "gold,,silver,,false",
        "gold,,,,false",
        "gold platinum,,platinum,,true",
        ",otp hwk,,pwd otp,true",
        ",otp hwk,,pwd,false",
        ",otp,,,false",
        "gold,otp,gold,pwd,false",
        "gold,otp,gold,otp,true"
    })
    void aProviderMustSayWhatIsDemanded(String acr, String amr, String toldAcr, String toldAmr, boolean met) {
        Map<String, Object> claims = new HashMap<>();
        claims.put("sub", "lantern");
        if (toldAcr != null) {
            claims.put("acr", toldAcr);
        }
        if (toldAmr != null) {
            claims.put("amr", words(toldAmr));
        }
        OidcIdToken token = new OidcIdToken("token", Instant.EPOCH, Instant.EPOCH.plusSeconds(60), claims);
        SignInProperties settings = new SignInProperties(
                Duration.ofHours(72), Map.of("sso", new SignInProperties.Strength(words(acr), words(amr))));

        assertThat(settings.strength("sso").isMetBy(token)).isEqualTo(met);
        assertThat(settings.strength("sso").demands()).isEqualTo(acr != null || amr != null);
        assertThat(settings.strength("other").demands()).isFalse();
    }
}
