# Never run here. A formula for a tap of our own; `url` and `sha256` are those of the sdist of a release, and
# `brew update-python-resources posture-app` writes the resources. A cask is no way: unsigned ones are switched off.
class PostureApp < Formula
  include Language::Python::Virtualenv

  desc "Knows when you sit, tells you to get up, and remembers the day"
  url "@URL@"
  sha256 "@SHA256@"
  license "MIT"

  depends_on "pyside"
  depends_on "python@3.13"

  def install
    virtualenv_install_with_resources
  end

  service do
    run [opt_bin/"posture-app", "--hidden"]
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/posture-app --version")
  end
end
