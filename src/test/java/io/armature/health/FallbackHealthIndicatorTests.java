package io.armature.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.armature.resilience.fallback.FallbackStatistics;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

class FallbackHealthIndicatorTests {

    @Test
    void healthShouldBeThatOfTheStoreAndNeverDown() {
        FallbackStatistics statistics = new FallbackStatistics();
        Health up = new FallbackHealthIndicator(() -> true, statistics).health();
        assertThat(up.getStatus()).isEqualTo(Status.UP);
        assertThat(up.getDetails()).containsEntry("store", "available").doesNotContainKey("coverage");
        Health away = new FallbackHealthIndicator(() -> false, statistics).health();
        assertThat(away.getStatus()).isEqualTo(DynamoDbHealthIndicator.DEGRADED);
        assertThat(away.getDetails()).containsEntry("store", "away");
    }
}
