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
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.armature.sample.local.LocalDynamoDb;
import io.armature.sample.local.LocalFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** The console of the store under load, in a real browser. */
@Tag("long")
class StoreConsoleTests {

    private static final String PAGE = "/actuator/dynamodb/console";

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private static LocalDynamoDb dynamoDb;

    private static ConfigurableApplicationContext application;

    private static ChromeDriver browser;

    @BeforeAll
    static void open() {
        Path chromium = found("chromium", "google-chrome");
        Path driver = found("chromedriver");
        assumeTrue(
                chromium != null && driver != null || System.getenv("CI") != null,
                "No Chromium with its driver is installed (Debian: chromium chromium-driver)");
        assertThat(chromium).as("Chromium, which CI must have").isNotNull();
        dynamoDb = LocalDynamoDb.start();
        application = StoreApplication.start(
                "--server.port=0",
                "--store.load=true",
                "--armature.client.endpoint=" + dynamoDb.endpoint(),
                "--armature.encryption.local.key-file=" + LocalFiles.keyFile(false));
        browser = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(driver.toFile())
                        .build(),
                new ChromeOptions()
                        .setBinary(chromium.toFile())
                        .addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"));
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.quit();
        }
        if (application != null) {
            application.close();
        }
        if (dynamoDb != null) {
            dynamoDb.close();
        }
    }

    private static Path found(String... names) {
        return Stream.of(System.getenv("PATH").split(":"))
                .flatMap(folder -> Stream.of(names).map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    private static void show(int width, int height, String scheme) {
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        browser.get("http://localhost:" + application.getEnvironment().getRequiredProperty("local.server.port") + PAGE);
        new WebDriverWait(browser, PATIENCE)
                .until(driver ->
                        text("state").equals("Live") && text("advice-list").contains("Single reads"));
    }

    private static String text(String id) {
        return browser.findElement(By.id(id)).getText();
    }

    private static Object script(String script) {
        return browser.executeScript("return " + script);
    }

    /** Leaves a picture for the guide, which is put there by hand when the page has changed. */
    private static void picture(String name) throws IOException {
        Path folder = Path.of("target", "screenshots");
        Files.createDirectories(folder);
        Files.write(folder.resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
    }

    @Test
    void pageShouldShowTheLoadAndWhatIsWrongWithIt() throws IOException {
        show(1_280, 1_000, "light");
        new WebDriverWait(browser, PATIENCE)
                .until(driver -> Stream.of("Scan", "Single reads", "Failing conditions", "Hot key")
                        .allMatch(text("advice-list")::contains));
        assertThat(text("advice-list")).contains("BatchGetItem", "'composer'");
        assertThat(text("patterns")).contains("Scan of tracks", "GetItem of customers", "UpdateItem of orders");
        assertThat(text("keys")).contains("%");
        assertThat(text("breakers")).contains("tracks@", "Closed");
        assertThat(text("fallback")).contains("fill");
        assertThat(text("encryption")).contains("Fresh", "encrypted");
        assertThat(text("batch")).contains("No job is running");
        assertThat(script("document.querySelectorAll('#calls polyline').length"))
                .isEqualTo(2L);
        picture("console-light");
        // Nothing but the page itself and its data was asked for.
        assertThat((List<?>) script("performance.getEntriesByType('resource').map(r => r.name)"))
                .allSatisfy(address -> assertThat(address.toString()).endsWith(PAGE + "/data"));
        assertThat(browser.manage().logs().get("browser").getAll()).isEmpty();
    }

    @Test
    void pageShouldBeDarkWhereThatIsWanted() throws IOException {
        show(1_280, 1_000, "dark");
        assertThat(script("getComputedStyle(document.body).backgroundColor")).isEqualTo("rgb(21, 22, 20)");
        picture("console-dark");
    }

    @Test
    void pageShouldFitAPhone() throws IOException {
        show(390, 844, "light");
        assertThat((Long) script("document.documentElement.scrollWidth")).isLessThanOrEqualTo(390L);
        picture("console-phone");
    }

    @Test
    void pageShouldWorkByKeyboard() {
        show(1_280, 1_000, "light");
        Actions keys = new Actions(browser);
        keys.sendKeys(Keys.TAB).perform();
        assertThat(browser.switchTo().activeElement().getText()).isEqualTo("To the advice");
        keys.sendKeys(Keys.TAB, Keys.SPACE).perform();
        assertThat(text("state")).isEqualTo("Paused");
        keys.sendKeys(Keys.SPACE, Keys.TAB).perform();
        keys.sendKeys("orders").perform();
        assertThat(text("patterns")).contains("UpdateItem of orders").doesNotContain("Scan of tracks");
        WebElement calls = browser.findElement(By.xpath("//th/button[text()='Calls']"));
        for (int i = 0; i < 20 && !browser.switchTo().activeElement().equals(calls); i++) {
            keys.sendKeys(Keys.TAB).perform();
        }
        keys.sendKeys(Keys.ENTER).perform();
        assertThat(calls.findElement(By.xpath("..")).getDomAttribute("aria-sort"))
                .isEqualTo("descending");
    }

    @Test
    void endpointsShouldFilter() {
        show(1_280, 1_000, "light");
        StoreClient store = new StoreClient(application);
        JsonNode scans =
                store.get("/actuator/dynamodb/insight?operation=Scan&limit=5").body();
        assertThat(scans.get("patterns")).hasSize(1);
        assertThat(scans.at("/patterns/0/table").stringValue()).isEqualTo("tracks");
        assertThat(scans.at("/advice/0/kind").stringValue()).isEqualTo("SCAN");
        assertThat(store.get("/actuator/dynamodb/insight?advice=single-reads")
                        .body()
                        .get("advice"))
                .allSatisfy(
                        advice -> assertThat(advice.get("kind").stringValue()).isEqualTo("SINGLE_READS"));
        assertThat(store.get("/actuator/dynamodb/insight?advice=nonsense").status())
                .isEqualTo(400);
        JsonNode keys = store.get("/actuator/dynamodb/hotkeys?table=customers").body();
        assertThat(keys).isNotEmpty();
        assertThat(keys.at("/0/table").stringValue()).isEqualTo("customers");
        assertThat(store.get(PAGE + "/data").body().has("insight")).isTrue();
    }
}
