// Before the first paint, so that a theme that was chosen does not flash in the other one. The only classic
// script: modules run later.
{
  const chosen = localStorage.getItem("omnireel.theme");
  if (chosen === "dark" || chosen === "light") document.documentElement.dataset.theme = chosen;
}
