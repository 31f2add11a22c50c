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
package io.armature.sample.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.reset;

import io.armature.repository.ReadResult;
import io.armature.repository.TableUnavailableException;
import io.armature.sample.StoreWeb;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CustomerControllerTests {

    private static final Customer LEONIE = new Customer(
            2,
            "Leonie",
            "Köhler",
            null,
            null,
            "Stuttgart",
            null,
            "Germany",
            "70174",
            "+49 0711 2842222",
            null,
            null,
            7L);

    private final CustomerRepository customers = mock();
    private final List<Customer> changed = new ArrayList<>();
    private final MockMvcTester web = StoreWeb.of(CustomerController.class, customers);

    @BeforeEach
    void keepLeonie() {
        reset(customers);
        given(customers.read(2L)).willReturn(fresh(LEONIE));
        given(customers.read(3L)).willReturn(fresh(null));
        changed.clear();
        given(customers.updateIfPresent(eq(2L), any())).willAnswer(call -> {
            changed.add(call.<UnaryOperator<Customer>>getArgument(1).apply(LEONIE));
            return Optional.of(changed.get(0));
        });
    }

    @Test
    void showShouldAnswerTheFieldsThatThereAreWithoutTheVersion() {
        assertThat(web.get().uri("/customers/2"))
                .hasStatusOk()
                .hasContentType(MediaType.APPLICATION_JSON)
                .bodyText()
                .isEqualTo("{\"customerId\":2,\"firstName\":\"Leonie\",\"lastName\":\"Köhler\",\"city\":\"Stuttgart\","
                        + "\"country\":\"Germany\",\"postalCode\":\"70174\",\"phone\":\"+49 0711 2842222\"}");
    }

    private static ReadResult<Customer> fresh(@Nullable Customer customer) {
        return new ReadResult<>(customer, ReadResult.Source.DYNAMODB, Instant.EPOCH, Duration.ZERO);
    }

    @Test
    void showWhenDynamoDbIsAwayShouldSayThatACopyAnswered() {
        given(customers.read(2L))
                .willReturn(
                        new ReadResult<>(LEONIE, ReadResult.Source.FALLBACK, Instant.EPOCH, Duration.ofMillis(61_500)));
        MvcTestResult result = web.get().uri("/customers/2").exchange();
        assertThat(result).hasStatusOk().hasHeader("X-Source", "fallback").hasHeader(HttpHeaders.AGE, "61");
    }

    @Test
    void showWhenThereIsNoneShouldBeNotFound() {
        assertProblem(web.get().uri("/customers/3").exchange(), HttpStatus.NOT_FOUND, "There is no customer 3");
    }

    @Test
    void showWhenIdIsNoNumberShouldBeBadRequest() {
        assertThat(web.get().uri("/customers/leonie"))
                .hasStatus(HttpStatus.BAD_REQUEST)
                .hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @Test
    void showWhenDatabaseIsAwayShouldBeUnavailable() {
        given(customers.read(3L)).willThrow(away(null));
        given(customers.read(4L)).willThrow(new TransientDataAccessResourceException("secret of the house"));
        String detail = "The store cannot reach its data at the moment";
        assertProblem(web.get().uri("/customers/3").exchange(), HttpStatus.SERVICE_UNAVAILABLE, detail);
        assertProblem(web.get().uri("/customers/4").exchange(), HttpStatus.SERVICE_UNAVAILABLE, detail);
        assertThat(web.get().uri("/customers/3").exchange()).doesNotContainHeader(HttpHeaders.RETRY_AFTER);
    }

    @Test
    void showWhenCircuitBreakerIsOpenShouldSayWhenToComeAgain() {
        given(customers.read(3L)).willThrow(away(Instant.parse("2026-03-01T12:00:00.250Z")));
        MvcTestResult result = web.get().uri("/customers/3").exchange();
        assertThat(result).hasStatus(HttpStatus.SERVICE_UNAVAILABLE).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(result).hasHeader(HttpHeaders.RETRY_AFTER, "Sun, 01 Mar 2026 12:00:01 GMT");
    }

    private static TableUnavailableException away(@Nullable Instant retryAt) {
        return new TableUnavailableException("secret of the house", null, "customers", null, retryAt, false);
    }

    @ParameterizedTest
    @CsvSource({"application/merge-patch+json", "application/json"})
    void changeShouldUpdateToWhatIsMerged(String type) {
        MvcTestResult result = web.patch()
                .uri("/customers/2")
                .contentType(type)
                .content("{\"city\":\"Ulm\",\"phone\":null,\"company\":\"Köhler GmbH\",\"customerId\":2}")
                .exchange();
        assertThat(result).hasStatusOk().bodyJson().extractingPath("city").isEqualTo("Ulm");
        assertThat(changed)
                .containsExactly(new Customer(
                        2,
                        "Leonie",
                        "Köhler",
                        "Köhler GmbH",
                        null,
                        "Ulm",
                        null,
                        "Germany",
                        "70174",
                        null,
                        null,
                        null,
                        null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{'shoeSize':43}         | There is no field shoeSize",
                "{'version':8}           | There is no field version",
                "{'city':5}              | Wrong value for field city",
                "{'city':true}           | Wrong value for field city",
                "{'city':['Ulm']}        | Wrong value for field city",
                "{'city':{'name':'Ulm'}} | Wrong value for field city",
                "{'customerId':'2'}      | Wrong value for field customerId",
                "{'customerId':2.5}      | Wrong value for field customerId",
                "{'customerId':3}        | The field customerId cannot be changed",
                "{'city':                | The body is not the JSON that is expected here",
                "{} {}                   | The body is not the JSON that is expected here",
                "['city']                | A change is a JSON object of fields",
                "7                       | A change is a JSON object of fields",
            })
    void changeWhenPatchDoesNotFitShouldSayWhatAndSaveNothing(String patch, String detail) {
        assertProblem(patch(patch), HttpStatus.BAD_REQUEST, detail);
        assertThat(changed).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\0',
            value = {"null", "{'customerId':null}"})
    void changeWhenNothingOfCustomerIsLeftShouldBeBadRequest(String patch) {
        assertThat(patch(patch)).hasStatus(HttpStatus.BAD_REQUEST);
        assertThat(changed).isEmpty();
    }

    @Test
    void changeWhenSomebodyElseWasFasterShouldBeConflict() {
        given(customers.updateIfPresent(eq(2L), any()))
                .willThrow(new OptimisticLockingFailureException("secret of the house"));
        assertProblem(
                patch("{'city':'Ulm'}"),
                HttpStatus.CONFLICT,
                "Somebody else has written this meanwhile: read it again, then try again");
    }

    @Test
    void changeWhenThereIsNoneShouldBeNotFound() {
        assertThat(web.patch()
                        .uri("/customers/3")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{}"))
                .hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void changeWhenNotJsonShouldBeUnsupported() {
        assertThat(web.patch()
                        .uri("/customers/2")
                        .contentType(MediaType.TEXT_PLAIN)
                        .content("{}"))
                .hasStatus(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
    }

    private MvcTestResult patch(String patch) {
        return web.patch()
                .uri("/customers/2")
                .contentType(MediaType.APPLICATION_JSON)
                .content(patch.replace('\'', '"'))
                .exchange();
    }

    private static void assertProblem(MvcTestResult result, HttpStatus status, String detail) {
        assertThat(result)
                .hasStatus(status)
                .hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
                .bodyJson()
                .extractingPath("detail")
                .isEqualTo(detail);
        assertThat(result).bodyText().doesNotContain("Exception", "secret", "trace");
    }
}
