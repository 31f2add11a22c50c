/*
 * Copyright 2026 the Armature authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.armature.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

class RegionalDynamoDbClientsTests {

    private final List<CountingClient> created = new ArrayList<>();

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 3);

    private final RecordingLayer layer = new RecordingLayer();

    private final RegionalDynamoDbClients clients =
            new RegionalDynamoDbClients(this::create, new ClientLayers(List.of(layer)), 2, nanos::incrementAndGet);

    private Runnable duringCall = () -> {};

    @Test
    void forRegionWhenAskedAgainShouldReturnTheSameLayeredClient() {
        DynamoDbClient client = clients.forRegion(Region.EU_WEST_1);

        assertThat(clients.forRegion(Region.EU_WEST_1)).isSameAs(client);
        assertThat(clients.forRegion(Region.US_EAST_1)).isNotSameAs(client);
        assertThat(ClientLayers.isWrapped(client)).isTrue();
        assertThat(created).as("opened by the first call").isEmpty();
    }

    @Test
    void callWhenMadeShouldPassTheLayersAndReachTheRegion() {
        get(Region.EU_WEST_1);
        get(Region.EU_WEST_1);

        assertThat(layer.operations()).containsExactly("GetItem", "GetItem");
        assertThat(open()).containsExactly(Region.EU_WEST_1);
        assertThat(created).hasSize(1);
    }

    @Test
    void callWhenOneRegionTooManyShouldCloseTheLeastRecentlyUsed() {
        get(Region.EU_WEST_1);
        get(Region.US_EAST_1);
        get(Region.EU_WEST_1);
        get(Region.AP_SOUTH_1);

        assertThat(open()).containsExactly(Region.EU_WEST_1, Region.AP_SOUTH_1);

        get(Region.SA_EAST_1);

        assertThat(open()).containsExactly(Region.AP_SOUTH_1, Region.SA_EAST_1);
    }

    @Test
    void callWhenRunningShouldCountAsUseFromItsBeginning() {
        get(Region.EU_WEST_1);
        get(Region.US_EAST_1);
        duringCall = () -> {
            duringCall = () -> {};
            get(Region.AP_SOUTH_1);
        };
        get(Region.EU_WEST_1);

        assertThat(open()).containsExactly(Region.EU_WEST_1, Region.AP_SOUTH_1);
        assertThat(created).hasSize(3);
    }

    @Test
    void callWhenClientWasClosedMeanwhileShouldOpenItAnew() {
        DynamoDbClient held = clients.forRegion(Region.EU_WEST_1);
        get(held);
        get(Region.US_EAST_1);
        get(Region.AP_SOUTH_1);
        assertThat(open()).doesNotContain(Region.EU_WEST_1);

        get(held);

        assertThat(open()).containsExactly(Region.AP_SOUTH_1, Region.EU_WEST_1);
        assertThat(created).hasSize(4);
    }

    @Test
    void callWhenRunningWhileItsClientIsRetiredShouldEndBeforeTheClientIsClosed() {
        List<List<Region>> during = new ArrayList<>();
        duringCall = () -> {
            duringCall = () -> {};
            get(Region.US_EAST_1);
            get(Region.AP_SOUTH_1);
            during.add(open());
        };

        get(Region.EU_WEST_1);

        assertThat(during).containsExactly(List.of(Region.EU_WEST_1, Region.US_EAST_1, Region.AP_SOUTH_1));
        assertThat(open()).containsExactly(Region.US_EAST_1, Region.AP_SOUTH_1);
    }

    @Test
    void callWhenItFailsShouldGiveItsLeaseBack() {
        DynamoDbException failure = (DynamoDbException)
                DynamoDbException.builder().message("failed").build();
        duringCall = () -> {
            throw failure;
        };

        assertThat(catchThrowable(() -> get(Region.EU_WEST_1))).isSameAs(failure);
        clients.close();
        assertThat(open()).isEmpty();
    }

    @Test
    void callWhenClientCannotBeBuiltShouldThrowAndTryAgainLater() {
        List<Integer> attempts = new ArrayList<>();
        RegionalDynamoDbClients failing = new RegionalDynamoDbClients(
                region -> {
                    attempts.add(1);
                    throw new IllegalArgumentException("no such region");
                },
                new ClientLayers(List.of()),
                1,
                nanos::incrementAndGet);

        assertThatIllegalArgumentException().isThrownBy(() -> get(failing.forRegion(Region.EU_WEST_1)));
        assertThatIllegalArgumentException().isThrownBy(() -> get(failing.forRegion(Region.EU_WEST_1)));
        assertThat(attempts).hasSize(2);
    }

    @Test
    void closeWhenRegionsClientIsClosedShouldLeaveItUsable() {
        DynamoDbClient client = clients.forRegion(Region.EU_WEST_1);
        get(client);
        client.close();
        get(client);

        assertThat(created).hasSize(1);
        assertThat(client.serviceName()).isEqualTo("dynamodb");
        assertThat(client).hasToString("LayeredDynamoDbClient[" + layer + "] -> DynamoDbClient of eu-west-1");
    }

    @Test
    void closeWhenCallsAreRunningShouldCloseAfterThem() {
        DynamoDbClient client = clients.forRegion(Region.EU_WEST_1);
        List<List<Region>> during = new ArrayList<>();
        get(Region.US_EAST_1);
        duringCall = () -> {
            clients.close();
            during.add(open());
        };
        get(client);

        assertThat(during).containsExactly(List.of(Region.EU_WEST_1));
        assertThat(created).extracting(CountingClient::closed).containsOnly(1);
        assertThatIllegalStateException().isThrownBy(() -> get(client)).withMessageContaining("closed");
        assertThatIllegalStateException().isThrownBy(() -> clients.forRegion(Region.EU_WEST_1));
        clients.close();
        assertThat(created).extracting(CountingClient::closed).containsOnly(1);
    }

    @Test
    void createWhenLimitIsBelowOneShouldRefuse() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new RegionalDynamoDbClients(this::create, new ClientLayers(List.of()), 0, System::nanoTime))
                .withMessageContaining("maxRegions");
    }

    private CountingClient create(Region region) {
        CountingClient client = new CountingClient(region);
        created.add(client);
        return client;
    }

    private List<Region> open() {
        return created.stream()
                .filter(client -> client.closed() == 0)
                .map(client -> client.region)
                .toList();
    }

    private void get(Region region) {
        get(clients.forRegion(region));
    }

    private static void get(DynamoDbClient client) {
        client.getItem(get -> get.tableName("orders"));
    }

    private final class CountingClient implements DynamoDbClient {

        private final Region region;

        private int closed;

        private CountingClient(Region region) {
            this.region = region;
        }

        private int closed() {
            return closed;
        }

        @Override
        public GetItemResponse getItem(GetItemRequest request) {
            duringCall.run();
            assertThat(closed).isZero();
            return GetItemResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
            closed++;
        }
    }
}
