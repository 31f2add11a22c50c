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
package io.armature.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.armature.client.MisconfigurationException;
import io.armature.sample.StoreClient.Answer;
import io.armature.sample.customer.CreditRepository;
import io.armature.sample.local.LocalDynamoDb;
import io.armature.sample.local.LocalFiles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** Tests of the whole store on DynamoDB Local. Those that change data use customers 57 to 59, and put back what counts. */
@ExtendWith(OutputCaptureExtension.class)
class StoreApplicationTests {

    private static LocalDynamoDb dynamoDb;
    private static ConfigurableApplicationContext application;
    private static StoreClient store;

    @BeforeAll
    static void open() {
        dynamoDb = LocalDynamoDb.start();
        application = start(0);
        store = new StoreClient(application);
    }

    @AfterAll
    static void close() {
        application.close();
        dynamoDb.close();
    }

    private static ConfigurableApplicationContext start(int port) {
        return StoreApplication.start(
                "--server.port=" + port,
                "--armature.client.endpoint=" + dynamoDb.endpoint(),
                "--armature.encryption.local.key-file=" + LocalFiles.keyFile(false));
    }

    @Test
    void orderShouldBeThatOfTheFile() {
        Answer answer = store.get("/orders/1");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(DataFile.lines("orders").get(0));
        assertThat(answer.body().get("total").decimalValue()).isEqualByComparingTo("1.98");
        assertThat(answer.body().get("lines")).hasSize(2);
    }

    @Test
    void everyOrderShouldBeThatOfTheFile() {
        List<JsonNode> orders = IntStream.rangeClosed(1, 412)
                .mapToObj(id -> store.get("/orders/" + id).body())
                .toList();
        assertThat(orders).isEqualTo(DataFile.lines("orders"));
    }

    @Test
    void everyCustomerShouldBeThatOfTheFile() {
        List<JsonNode> customers = IntStream.rangeClosed(1, 59)
                .mapToObj(id -> store.get("/customers/" + id).body())
                .toList();
        assertThat(customers).isEqualTo(DataFile.lines("customers"));
    }

    @Test
    void ordersOfCustomerPageByPageShouldBeThoseOfTheFileByTime() {
        List<JsonNode> expected = DataFile.lines("orders").stream()
                .filter(order -> order.get("customerId").intValue() == 1)
                .sorted(Comparator.comparing(
                        order -> Instant.parse(order.get("orderedAt").stringValue())))
                .toList();
        assertThat(expected).hasSize(7);
        List<List<JsonNode>> pages = pages("/customers/1/orders?size=2");
        assertThat(pages).extracting(List::size).containsExactly(2, 2, 2, 1);
        assertThat(pages.stream().flatMap(List::stream)).isEqualTo(expected);
        assertThat(pages("/customers/1/orders")).containsExactly(expected);
        assertThat(pages("/customers/1/orders?size=" + expected.size())).containsExactly(expected);
    }

    @Test
    void ordersOfUnknownCustomerShouldBeNotFound() {
        assertProblem(store.get("/customers/60/orders"), 404, "There is no customer 60");
        assertProblem(store.get("/customers/60"), 404, "There is no customer 60");
        assertProblem(store.get("/orders/413"), 404, "There is no order 413");
    }

    @Test
    void changedCustomerShouldBeReadBack() {
        JsonNode before = DataFile.lines("customers").get(58);
        Answer changed = store.patch("/customers/59", "{'city':'Pune','state':'MH','phone':null}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body()).isEqualTo(store.get("/customers/59").body());
        assertThat(changed.body().get("city").stringValue()).isEqualTo("Pune");
        assertThat(changed.body().has("phone")).isFalse();

        String undo = "{'city':" + before.get("city") + ",'state':null,'phone':" + before.get("phone") + "}";
        assertThat(store.patch("/customers/59", undo).body()).isEqualTo(before);
        assertThat(store.get("/customers/59").body()).isEqualTo(before);
    }

    @Test
    void changeThatDoesNotFitShouldChangeNothing() {
        assertProblem(store.patch("/customers/59", "{'shoeSize':43}"), 400, "There is no field shoeSize");
        assertProblem(store.patch("/customers/59", "{'city':5}"), 400, "Wrong value for field city");
        assertProblem(store.patch("/customers/59", "{'customerId':1}"), 400, "The field customerId cannot be changed");
        assertProblem(store.patch("/customers/60", "{'city':'Pune'}"), 404, "There is no customer 60");
        assertThat(store.get("/customers/59").body())
                .isEqualTo(DataFile.lines("customers").get(58));
    }

    @Test
    void changesOfDifferentFieldsAtTheSameTimeShouldAllSurvive() {
        List<String> fields = List.of("company", "address", "city", "country", "postalCode", "phone", "email", "fax");
        Map<String, Integer> statuses = new ConcurrentHashMap<>();
        fields.parallelStream()
                .forEach(field -> statuses.put(
                        field,
                        store.patch("/customers/58", "{'" + field + "':'changed'}")
                                .status()));
        JsonNode after = store.get("/customers/58").body();
        assertThat(statuses).hasSize(fields.size()).allSatisfy((field, status) -> {
            assertThat(status).isEqualTo(200);
            assertThat(after.path(field).asString("")).isEqualTo("changed");
        });

        JsonNode before = DataFile.lines("customers").get(57);
        fields.forEach(field -> store.patch(
                "/customers/58", "{'" + field + "':" + (before.has(field) ? before.get(field) : "null") + "}"));
        assertThat(store.get("/customers/58").body()).isEqualTo(before);
    }

    @Test
    void placedOrderShouldBeFoundWhereTheAnswerSays() {
        Answer placed = store.post(
                "/orders",
                "{'customerId':57,'lines':[{'trackId':1,'quantity':2},{'trackId':2,'unitPrice':0.5,'quantity':1}]}");
        assertThat(placed.status()).isEqualTo(201);
        assertThat(placed.body().get("total").decimalValue()).isEqualByComparingTo("2.48");
        assertThat(placed.body().at("/lines/1/title").stringValue()).isEqualTo("Balls to the Wall");
        assertThat(placed.body().get("billingCity").stringValue()).isEqualTo("Santiago");
        assertThat(store.get(placed.location()).body()).isEqualTo(placed.body());
        assertThat(pages("/customers/57/orders").stream().flatMap(List::stream)).endsWith(placed.body());
    }

    @Test
    void cancelledOrderShouldBeCreditedOnceHoweverManyCancelIt() {
        List<String> placed = IntStream.range(0, 2)
                .mapToObj(number -> store.post(
                                "/orders", "{'customerId':57,'lines':[{'trackId':1,'unitPrice':1.25,'quantity':2}]}")
                        .location())
                .toList();
        List<Answer> answers = placed.stream()
                .flatMap(order -> IntStream.range(0, 4).mapToObj(each -> order))
                .parallel()
                .map(store::delete)
                .toList();
        assertThat(answers).extracting(Answer::status).isSubsetOf(200, 404, 409);
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(2);
        assertThat(placed)
                .allSatisfy(order -> assertProblem(
                        store.get(order), 404, "There is no order " + order.substring("/orders/".length())));
        assertThat(application
                        .getBean(CreditRepository.class)
                        .findById(57L)
                        .orElseThrow()
                        .amount())
                .isEqualByComparingTo("5.00");
    }

    @Test
    void orderThatCannotBePlacedShouldSayWhy() {
        String line = "'lines':[{'trackId':1,'quantity':1}]";
        assertProblem(
                store.post("/orders", "{'orderId':1,'customerId':57," + line + "}"),
                409,
                "There is an order 1 already");
        assertProblem(store.post("/orders", "{'customerId':60," + line + "}"), 422, "There is no customer 60");
        assertProblem(
                store.post("/orders", "{'customerId':57,'lines':[{'trackId':9999,'quantity':1}]}"),
                422,
                "There is no track 9999");
        assertThat(store.get("/orders/1").body())
                .isEqualTo(DataFile.lines("orders").get(0));
    }

    @Test
    void customerShouldBeStoredEncrypted() {
        JsonNode customer = store.get("/customers/1").body();
        JsonNode stored = store.get("/customers/1/stored").body();
        assertThat(stored.get("city")).isEqualTo(customer.get("city"));
        assertThat(stored.has("_ak")).isTrue();
        for (String encrypted : List.of("address", "phone", "email")) {
            assertThat(Base64.getDecoder().decode(stored.get(encrypted).stringValue()))
                    .startsWith(0x41, 0x72, 1, 1, 0);
        }
        assertProblem(store.get("/customers/60/stored"), 404, "There is no customer 60");
    }

    @Test
    void healthShouldBeUp() {
        Answer answer = store.get("/actuator/health");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("status").stringValue()).isEqualTo("UP");
    }

    @Test
    void startWhenDataIsThereShouldImportNothing(CapturedOutput output) {
        try (ConfigurableApplicationContext second = start(0)) {
            assertThat(second.isRunning()).isTrue();
        }
        assertThat(output)
                .contains(
                        "All 3503 tracks are there already",
                        "All 59 customers are there already",
                        "All 412 orders are there already")
                .doesNotContain("WARN", "ERROR");
    }

    @Test
    void startWhenStoreRunsOnThePortShouldSaySoAndStartNothing(CapturedOutput output) {
        long children = ProcessHandle.current().children().count();
        String port = application.getEnvironment().getRequiredProperty("local.server.port");
        assertThatExceptionOfType(MisconfigurationException.class)
                .isThrownBy(() -> StoreApplication.start("--server.port=" + port));
        assertThat(output)
                .contains("APPLICATION FAILED TO START", "Port " + port, "perhaps the store is running already")
                .doesNotContain("\tat ");
        assertThat(ProcessHandle.current().children().count()).isEqualTo(children);
    }

    private static List<List<JsonNode>> pages(String path) {
        List<List<JsonNode>> pages = new ArrayList<>();
        String next = path;
        while (!next.isEmpty()) {
            JsonNode page = store.get(next).body();
            pages.add(page.get("items").valueStream().toList());
            String after = page.get("next").asString("");
            next = after.isEmpty() ? "" : path + (path.contains("?") ? "&" : "?") + "after=" + after;
        }
        return pages;
    }

    private static void assertProblem(Answer answer, int status, String detail) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.type()).isEqualTo("application/problem+json");
        assertThat(answer.body().get("detail").stringValue()).isEqualTo(detail);
    }
}
